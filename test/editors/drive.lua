-- Drives Neovim as a user does: diagnostics come, a fix is applied, a lens runs. Prints what happened as one line of JSON.
local out = { diagnostics = {} }
require('nixos-specialisations').setup({ cmd = { vim.env.NODE, vim.env.SERVER, '--stdio' } })
vim.cmd('edit configuration.nix')
vim.bo.filetype = 'nix'
local WAIT = 60000

vim.wait(WAIT, function()
  return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) > 0
end)
for _, one in ipairs(vim.diagnostic.get(0)) do
  table.insert(out.diagnostics, one.code or (one.user_data and one.user_data.lsp.code))
end

-- The lens that switches stands in the line of the specialisation's name.
vim.fn.search('specialisation')
vim.ui.select = function(items, _, done)
  done(items[1])
end
vim.lsp.codelens.refresh()
vim.wait(WAIT, function()
  return #vim.lsp.codelens.get(0) > 0
end)
local file = vim.api.nvim_get_current_buf()
vim.lsp.codelens.run()
vim.wait(WAIT, function()
  return vim.fn.filereadable(vim.env.RAN) == 1
end)
out.ran = vim.fn.readfile(vim.env.RAN)
vim.api.nvim_set_current_buf(file)

local error_at = vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })[1]
vim.api.nvim_win_set_cursor(0, { error_at.lnum + 1, error_at.col })
local params = vim.lsp.util.make_range_params()
params.context = { diagnostics = {}, only = { 'quickfix' } }
local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, WAIT)
for client, answer in pairs(answers) do
  -- As the menu of actions does: the edit is asked for once one is chosen.
  local resolved = vim.lsp.buf_request_sync(0, 'codeAction/resolve', answer.result[1], WAIT)
  vim.lsp.util.apply_workspace_edit(resolved[client].result.edit, 'utf-16')
end
out.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
vim.wait(WAIT, function()
  return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) == 0
end)
out.left = #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })
io.stdout:write(vim.json and vim.json.encode(out) or vim.fn.json_encode(out))
vim.cmd('qall!')
