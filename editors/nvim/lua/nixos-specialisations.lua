-- NixOS Specialisations in Neovim's own client (0.7 or newer): require('nixos-specialisations').setup()
-- Diagnostics, fixes, hovers and the rest come from the server by themselves. What is here starts it, and runs what
-- lenses say in a terminal: the server itself runs nothing.
local M = {}

local NAME = 'nixos-specialisations'
local PLAN = 'nixosSpecialisations.plan'

--- Opens a terminal with the command, which shows what it will do and asks before it does it.
local function start(plan)
  if plan == nil then
    return
  end
  vim.cmd('botright new')
  if vim.fn.has('nvim-0.11') == 1 then
    vim.fn.jobstart(plan.argv, { cwd = plan.cwd, term = true })
  else
    vim.fn.termopen(plan.argv, { cwd = plan.cwd })
  end
  vim.cmd('startinsert')
end

--- Of several hosts, asks which is meant.
local function choose(plans)
  if #plans <= 1 then
    start(plans[1])
    return
  end
  local title = function(plan)
    return plan.title .. ': ' .. table.concat(plan.argv, ' ')
  end
  vim.ui.select(plans, { prompt = 'Which host?', format_item = title }, start)
end

local function run(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local asked = { command = command.command, arguments = command.arguments }
  local answered = function(problem, result)
    if problem then
      vim.notify(NAME .. ': ' .. problem.message, vim.log.levels.ERROR)
    else
      choose(result.plans)
    end
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request('workspace/executeCommand', asked, answered)
  else
    client.request('workspace/executeCommand', asked, answered)
  end
end

--- The folder of the flake, or of the configuration, around a file; else its own.
local function root_of(file, markers)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  for _, marker in ipairs(markers) do
    local found = vim.fn.findfile(marker, vim.fn.escape(folder, ' ;,\\') .. ';')
    if found ~= '' then
      return vim.fn.fnamemodify(found, ':p:h')
    end
  end
  return folder
end

--- @param options table|nil cmd: how the server is started; filetypes; root_markers; on_attach and capabilities, as
--- every client has them.
function M.setup(options)
  local given = vim.tbl_extend('keep', options or {}, {
    cmd = { 'nixos-specialisations-ls', '--stdio' },
    filetypes = { 'nix' },
    root_markers = { 'flake.nix', 'configuration.nix' },
  })
  local clients = {}
  vim.lsp.commands[PLAN] = run
  vim.api.nvim_create_autocmd('FileType', {
    pattern = given.filetypes,
    callback = function(event)
      local root = root_of(event.file, given.root_markers)
      local config = {
        name = NAME,
        cmd = given.cmd,
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
        init_options = { runsPlans = true },
        on_attach = given.on_attach,
        capabilities = given.capabilities,
      }
      if vim.lsp.start then
        vim.lsp.start(config, { bufnr = event.buf })
        return
      end
      config.on_exit = function()
        clients[root] = nil
      end
      clients[root] = clients[root] or vim.lsp.start_client(config)
      vim.lsp.buf_attach_client(event.buf, clients[root])
    end,
  })
end

return M
