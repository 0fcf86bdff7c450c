// Conversations with editors that are odd, texts that are odd, and the end of it all.
import { expect, it } from 'vitest';
import { noErrors, withEditor } from '../support/lsp-pair';

const FILE = '/configuration.nix';
const CONFLICT =
  '{\n  services.openssh.enable = true;\n  specialisation.travel.configuration.services.openssh.enable = false;\n}\n';
const isNotEmpty = (list: readonly unknown[]): boolean => list.length > 0;

it('parameters that are not what the protocol says hurt nobody', () =>
  withEditor(`#- ${FILE}\n${CONFLICT}`, async (editor) => {
    await editor.initialize();
    const odd = [
      {},
      { textDocument: null },
      { textDocument: { uri: 7 } },
      { textDocument: { uri: editor.uri(FILE) }, range: 'all' },
    ];
    await expect(editor.request('textDocument/codeAction', null)).rejects.toThrow('parameters');
    for (const method of ['didOpen', 'didChange', 'didClose', 'didSave'])
      for (const params of odd) await editor.notify(`textDocument/${method}`, params);
    for (const params of odd) {
      await editor.notify('workspace/didChangeWatchedFiles', params);
      await editor.notify('workspace/didChangeWorkspaceFolders', params);
      expect(await editor.request('textDocument/codeAction', params)).toEqual([]);
      expect(Array.isArray(await editor.request('textDocument/codeLens', params))).toBe(true);
      expect(await editor.request('nixosSpecialisations/targets', params)).toEqual([]);
    }
    expect(editor.log.some((line) => line.includes('lsp failed cause=codeAction'))).toBe(true);

    await editor.open(FILE, CONFLICT);
    await editor.diagnostics(FILE, isNotEmpty);
  }));

it('an edit of a document that is not open is passed over', () =>
  withEditor(`#- ${FILE}\n${CONFLICT}`, async (editor) => {
    await editor.initialize();
    await editor.notify('textDocument/didChange', {
      textDocument: { uri: editor.uri('/no.nix'), version: 2 },
      contentChanges: [{ text: '{' }],
    });
    await editor.open(FILE, CONFLICT);
    await editor.diagnostics(FILE, isNotEmpty);
    expect(editor.latest('/no.nix')).toBeUndefined();
  }));

it('lines that end as on Windows', () =>
  withEditor('#- /empty.nix\n{ }', async (editor) => {
    const text = CONFLICT.replaceAll('\n', '\r\n');
    await editor.initialize();
    await editor.open(FILE, text);
    const { diagnostics } = await editor.diagnostics(FILE, isNotEmpty);
    expect(diagnostics.map(({ range }) => range.start)).toEqual([
      { line: 1, character: 2 },
      { line: 2, character: 2 },
    ]);
    const changed = text.replace('enable = true;', 'enable = false;');
    await editor.change(
      FILE,
      [{ range: { start: { line: 1, character: 28 }, end: { line: 1, character: 32 } }, text: 'false' }],
      changed,
    );
    await editor.diagnostics(FILE, noErrors);
  }));

it('characters outside the basic plane count as two', () =>
  withEditor('#- /empty.nix\n{ }', async (editor) => {
    await editor.initialize();
    const text = CONFLICT.replace('  services', '/* 😀 */ services');
    await editor.open(FILE, text);
    const { diagnostics } = await editor.diagnostics(FILE, isNotEmpty);
    expect(diagnostics[0]?.range.start).toEqual({ line: 1, character: 9 });
    await editor.replace(FILE, '= true', '= false');
    await editor.diagnostics(FILE, noErrors);
  }));

it('several edits in one message are taken in order, and positions past the end of a line mean its end', () =>
  withEditor('#- /empty.nix\n{ }', async (editor) => {
    await editor.initialize();
    await editor.open(FILE, CONFLICT);
    await editor.diagnostics(FILE, isNotEmpty);
    const at = (line: number, character: number) => ({ line, character });
    const changes = [
      { range: { start: at(0, 0), end: at(0, 0) }, text: '# first\n' },
      { range: { start: at(3, 2), end: at(3, 999) }, text: '# gone' },
      { range: { start: at(0, 7), end: at(1, 0) }, text: ' line\n' },
    ];
    const text = '# first line\n{\n  services.openssh.enable = true;\n  # gone\n}\n';
    await editor.change(FILE, changes, text);
    await editor.diagnostics(FILE, (list) => list.length === 0);
    // The server has the same text as we do: a conflict added now stands where we see it.
    await editor.replace(FILE, '# gone', 'specialisation.a.configuration.services.openssh.enable = false;');
    const { diagnostics } = await editor.diagnostics(FILE, (list) => list.length === 2);
    expect(diagnostics.map(({ range }) => range.start)).toEqual([at(2, 2), at(3, 2)]);
  }));

it('a text that is not Nix gives one finding and no failures', () =>
  withEditor('#- /empty.nix\n{ }', async (editor) => {
    await editor.initialize();
    await editor.open(FILE, '{ specialisation.a = {{{ ]]] ${"" \u0000 \ud800');
    expect((await editor.diagnostics(FILE)).diagnostics.map(({ code }) => code)).toEqual(['syntax-error']);
    expect(editor.log.filter((line) => line.includes('failed'))).toEqual([]);
  }));

it('a second initialize is refused, a shutdown is answered', () =>
  withEditor(`#- ${FILE}\n${CONFLICT}`, async (editor) => {
    await editor.initialize();
    await expect(editor.request('initialize', { capabilities: {} })).rejects.toThrow('initialised before');
    await editor.open(FILE, CONFLICT);
    expect(await editor.request('shutdown', null)).toBeNull();
    const before = editor.published.length;
    await editor.notify('textDocument/didChange', {
      textDocument: { uri: editor.uri(FILE), version: 2 },
      contentChanges: [{ text: '{ }' }],
    });
    expect(await editor.request('shutdown', null)).toBeNull();
    expect(editor.published).toHaveLength(before);
  }));
