// Conversations about documents that are no files: never saved, of a virtual file system, of version
// control, of the editor itself.

import { expect, it } from 'vitest';
import type { ServerCapabilities } from 'vscode-languageserver/node';
import type { SystemsResult } from '../../server/src/protocol/tree';
import { type Editor, noErrors, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FILE = '/configuration.nix';
const CONFLICT =
  '{\n  services.openssh.enable = true;\n  specialisation.travel.configuration.services.openssh.enable = false;\n}\n';
const UNTITLED = 'untitled:Untitled-1';
const isNotEmpty = (list: readonly unknown[]): boolean => list.length > 0;
const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
const position = { line: 1, character: 4 };

/** What an editor asks about a document, where the server says that it may. */
const REQUESTS: readonly (readonly [method: string, provider: keyof ServerCapabilities, more?: object])[] = [
  ['textDocument/codeAction', 'codeActionProvider', { range, context: { diagnostics: [] } }],
  ['textDocument/codeLens', 'codeLensProvider'],
  ['textDocument/hover', 'hoverProvider', { position }],
  ['textDocument/documentSymbol', 'documentSymbolProvider'],
  ['textDocument/completion', 'completionProvider', { position }],
  ['textDocument/definition', 'definitionProvider', { position }],
  ['textDocument/declaration', 'declarationProvider', { position }],
  ['textDocument/inlayHint', 'inlayHintProvider', { range }],
  ['textDocument/foldingRange', 'foldingRangeProvider'],
];

/** All answers about a document; an answer that is an error fails the test. */
async function askAll(editor: Editor, capabilities: ServerCapabilities, uri: string): Promise<readonly unknown[]> {
  const asked = REQUESTS.filter(
    ([, provider]) => capabilities[provider] !== undefined && capabilities[provider] !== false,
  );
  expect(asked.length).toBeGreaterThan(1);
  const answers: unknown[] = [];
  for (const [method, , more] of asked) answers.push(await editor.request(method, { textDocument: { uri }, ...more }));
  answers.push(await editor.request('nixosSpecialisations/targets', { uri }));
  answers.push(await editor.request('nixosSpecialisations/targets', { uri, position }));
  return answers;
}

const initialized = async (editor: Editor, overrides = {}): Promise<ServerCapabilities> => {
  const initializationOptions = { ...OUR_CLIENT.initializationOptions, tree: true, status: true };
  const { capabilities } = (await editor.initialize({ initializationOptions, ...overrides })) as {
    capabilities: ServerCapabilities;
  };
  return capabilities;
};
const failures = (editor: Editor): readonly string[] => editor.log.filter((line) => line.includes('failed'));
const nothing = (answer: unknown): boolean => answer === null || (Array.isArray(answer) && answer.length === 0);

it.each([
  ['version control', 'git:/configuration.nix?%7B%22ref%22%3A%22HEAD%22%7D'],
  ['a virtual file system', 'vscode-vfs://github/owner/name/configuration.nix'],
  ['the settings of the editor', 'vscode-userdata:/home/user/.config/Code/User/snippets/nix.nix'],
  ['a cell of a notebook', 'vscode-notebook-cell:/home/user/book.ipynb#W0sZmlsZQ%3D%3D'],
  ['a comparison', 'gitlens://abc/configuration.nix?ref'],
  ['an address that cannot be decoded', 'file:///%E0%A4%A/configuration.nix'],
  ['a file without a path', 'file://'],
  ['no scheme', '/configuration.nix'.slice(1)],
  ['nothing', ''],
])('a document of %s is passed over, from opening to closing', (_name, uri) =>
  withEditor(`#- ${FILE}\n${CONFLICT}`, async (editor) => {
    const capabilities = await initialized(editor);
    const textDocument = { uri, languageId: 'nix', version: 1, text: CONFLICT };
    await editor.notify('textDocument/didOpen', { textDocument });
    await editor.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: '{' }],
    });
    await editor.notify('textDocument/didSave', { textDocument: { uri } });
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    expect((await askAll(editor, capabilities, uri)).every(nothing)).toBe(true);
    await editor.notify('textDocument/didClose', { textDocument: { uri } });
    // The server is well, and what is on disk was not touched by it.
    await editor.open(FILE, CONFLICT);
    await editor.diagnostics(FILE, isNotEmpty);
    expect(new Set(editor.published.map((params) => params.uri))).toEqual(new Set([editor.uri(FILE)]));
    expect(failures(editor)).toEqual([]);
  }),
);

it('a workspace of a virtual file system has nothing in it, and files opened beside it are looked at', () =>
  withEditor(`#- ${FILE}\n${CONFLICT}`, async (editor) => {
    const workspaceFolders = [{ uri: 'vscode-vfs://github/owner/name', name: 'remote' }];
    const capabilities = await initialized(editor, { workspaceFolders });
    expect((await askAll(editor, capabilities, 'vscode-vfs://github/owner/name/flake.nix')).every(nothing)).toBe(true);
    expect(await editor.request<SystemsResult>('nixosSpecialisations/systems', null)).toEqual({
      systems: [],
      found: 0,
      conflicts: 0,
    });
    await editor.open(FILE, CONFLICT);
    await editor.diagnostics(FILE, isNotEmpty);
    await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: workspaceFolders } });
    expect(failures(editor)).toEqual([]);
  }));

it.each([
  ['with no folder open', { workspaceFolders: null }],
  ['beside a folder', {}],
])(
  'a document that was never saved is looked at, fixed and shown, %s; nothing of it can be built',
  (_name, overrides) =>
    withEditor('#- /empty.nix\n{ }', async (editor) => {
      const capabilities = await initialized(editor, overrides);
      await editor.open(UNTITLED, CONFLICT);
      const { diagnostics } = await editor.diagnostics(UNTITLED, isNotEmpty);
      expect(diagnostics.map(({ range: { start } }) => start.line)).toEqual([1, 2]);
      await askAll(editor, capabilities, UNTITLED);
      expect(await editor.codeLenses(UNTITLED)).toEqual([]);
      const { systems } = await editor.request<SystemsResult>('nixosSpecialisations/systems', null);
      expect(systems.flatMap(({ parts }) => parts.map(({ root, at }) => [root, at.uri]))).toEqual([
        [null, UNTITLED],
        [null, UNTITLED],
      ]);
      const [first] = await editor.codeActions(UNTITLED, diagnostics[1]?.range ?? range);
      const fixed = editor.edited(UNTITLED, first?.edit ?? {});
      expect(fixed).toContain('mkForce');
      await editor.change(UNTITLED, [{ text: fixed }], fixed);
      await editor.diagnostics(UNTITLED, noErrors);
      await editor.close(UNTITLED);
      await editor.diagnostics(UNTITLED, (list) => list.length === 0);
      expect(failures(editor)).toEqual([]);
    }),
);

it('a document that was never saved imports nothing it could mean, and hurts nobody', () =>
  withEditor(`#- ${FILE}\n${CONFLICT}`, async (editor) => {
    const capabilities = await initialized(editor);
    const text =
      '{ imports = [ ./configuration.nix ../x.nix <nixpkgs/nixos> ]; specialisation.a.configuration.services.openssh.enable = true; }';
    await editor.open(UNTITLED, text);
    await editor.open(FILE, CONFLICT);
    await editor.diagnostics(FILE, isNotEmpty);
    expect((await editor.diagnostics(UNTITLED)).diagnostics).toEqual([]);
    await askAll(editor, capabilities, UNTITLED);
    expect(failures(editor)).toEqual([]);
  }));
