// Every request is answered in a file that is no Nix at the moment: what is begun in it hides nothing else.
import { expect, it } from 'vitest';
import { LineIndex } from '../../server/src/base/line-index';
import { type Editor, withEditor } from '../support/lsp-pair';

const FILE = '/configuration.nix';
const TEXT = `{ lib, config, ... }:
{
  imports = [ ./own.nix ];
  services.openssh.enable = true;
  networking.hostName = "a";
  i18n.defaultLocale = lib.mkDefault "de";
  my.lamp = 3;
  specialisation.gaming.configuration = {
    services.openssh.enable = false;
  };
}
`;
const OWN = `{ lib, ... }:
{
  options.my.lamp = lib.mkOption { type = lib.types.int; };
  config.i18n.defaultLocale = "fr";
}
`;
/** One statement is without its end, one with a name alone, and one with half of a value. */
const EDITS = [
  ['"a";', '"a"'],
  ['= false;\n', '= false;\n    services.print\n'],
  ['my.lamp = 3;', 'my.lamp = 3;\n  users.motd = (lib.mkForce'],
] as const;
const BROKEN = EDITS.reduce((text, [before, after]) => text.replace(before, after), TEXT);

interface Asked {
  readonly method: string;
  /** What of the server's capabilities announces it; nothing does for requests of our own client. */
  readonly by?: string;
  /** Where: behind this. */
  readonly behind?: string;
  readonly params?: (editor: Editor) => Promise<object> | object;
  /** What the answer says, as JSON. */
  readonly says: RegExp | string;
}

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const SSH = 'services.openssh.ena';

/** The first item of the call hierarchy of a file. */
const itemOf =
  (path: string) =>
  async (editor: Editor): Promise<object> => {
    const params = { textDocument: { uri: editor.uri(path) }, position: { line: 0, character: 0 } };
    const [item] = await editor.request<object[]>('textDocument/prepareCallHierarchy', params);
    return { item };
  };

/** The first system of the view. */
async function firstSystem(editor: Editor): Promise<{ parts: { id: string; key: object }[] }> {
  const { systems } = await editor.request<{ systems: never[] }>('nixosSpecialisations/systems', null);
  return systems[0] ?? expect.fail('no system');
}

const target = ({ folder }: Editor) => ({ system: 'nixos', host: null, root: { kind: 'file', path: folder + FILE } });

const ALL: readonly Asked[] = [
  { method: 'textDocument/hover', by: 'hoverProvider', behind: SSH, says: 'conflict: no value' },
  { method: 'textDocument/hover', behind: 'networking.host', says: 'networking.hostName' },
  { method: 'textDocument/hover', behind: 'services.pr', says: 'null' },
  { method: 'textDocument/completion', by: 'completionProvider', behind: 'services.print', says: 'printing' },
  { method: 'textDocument/definition', by: 'definitionProvider', behind: SSH, says: '"line":9' },
  { method: 'textDocument/declaration', by: 'declarationProvider', behind: 'my.la', says: 'own.nix' },
  { method: 'textDocument/references', by: 'referencesProvider', behind: SSH, says: /"line":3.*"line":9/ },
  { method: 'textDocument/documentHighlight', by: 'documentHighlightProvider', behind: SSH, says: /line.*line/ },
  { method: 'textDocument/prepareCallHierarchy', by: 'callHierarchyProvider', behind: '{', says: FILE.slice(1) },
  { method: 'callHierarchy/outgoingCalls', params: itemOf(FILE), says: 'own.nix' },
  { method: 'callHierarchy/incomingCalls', params: itemOf('/own.nix'), says: FILE.slice(1) },
  { method: 'textDocument/foldingRange', by: 'foldingRangeProvider', says: 'startLine' },
  { method: 'textDocument/documentSymbol', by: 'documentSymbolProvider', says: '"gaming"' },
  { method: 'workspace/symbol', by: 'workspaceSymbolProvider', params: () => ({ query: 'gam' }), says: '"gaming"' },
  { method: 'textDocument/prepareRename', by: 'renameProvider', behind: 'specialisation.gam', says: '"gaming"' },
  {
    method: 'textDocument/rename',
    behind: 'specialisation.gam',
    params: () => ({ newName: 'play' }),
    says: '"play"',
  },
  { method: 'textDocument/inlayHint', by: 'inlayHintProvider', says: 'conflict in gaming' },
  { method: 'textDocument/semanticTokens/full', by: 'semanticTokensProvider', says: /"data":\[5,/ },
  { method: 'textDocument/codeLens', by: 'codeLensProvider', says: 'Rebuild and switch' },
  {
    method: 'textDocument/codeAction',
    by: 'codeActionProvider',
    params: () => ({ range: { start: { line: 3, character: 4 }, end: { line: 3, character: 4 } }, context: {} }),
    says: 'mkForce',
  },
  { method: 'nixosSpecialisations/targets', params: (editor) => ({ uri: editor.uri(FILE) }), says: '"gaming"' },
  { method: 'nixosSpecialisations/newSpecialisation', params: (e) => ({ uri: e.uri(FILE) }), says: '"before"' },
  { method: 'nixosSpecialisations/modules', says: 'own.nix' },
  { method: 'nixosSpecialisations/systems', says: '"conflicts":1' },
  {
    method: 'nixosSpecialisations/differences',
    params: async (editor) => (await firstSystem(editor)).parts.at(-1) ?? {},
    says: 'services.openssh.enable',
  },
  {
    method: 'nixosSpecialisations/matrix',
    params: async (e) => (await firstSystem(e)).parts[0]?.key ?? {},
    says: '"conflict"',
  },
  { method: 'nixosSpecialisations/fixAll', params: () => ({ kind: 'mkForce' }), says: 'lib.mkForce ' },
  {
    method: 'nixosSpecialisations/knowledge',
    params: (editor) => ({ ...target(editor), specialisation: 'gaming' }),
    says: '"count":1',
  },
  {
    method: 'nixosSpecialisations/assistant',
    params: () => ({ tool: 'check', input: {} }),
    says: 'syntax-error',
  },
];

it.each(ALL.map((asked) => [`${asked.method} ${asked.behind ?? ''}`.trim(), asked] as const))(
  '%s',
  (_name, { method, behind, params = () => ({}), says }) =>
    withEditor(`#- ${FILE}\n${TEXT}\n#- /own.nix\n${OWN}`, async (editor) => {
      await editor.initialize();
      await editor.open(FILE, TEXT);
      await editor.open('/own.nix', OWN);
      await editor.codeLenses(FILE);
      for (const [before, after] of EDITS) await editor.replace(FILE, before, after);
      const { diagnostics } = await editor.diagnostics(FILE, (list) =>
        list.some(({ code }) => code === 'syntax-error'),
      );
      expect(diagnostics.map(({ code }) => code)).toContain('option-conflict');
      const textDocument = { uri: editor.uri(FILE) };
      const position = new LineIndex(BROKEN).position(BROKEN.indexOf(behind ?? '') + (behind ?? '').length);
      const common = method.startsWith('textDocument/') ? { textDocument, position, range: WHOLE } : {};
      const answer = await editor.request<unknown>(method, {
        ...common,
        ...(method.endsWith('references') ? { context: { includeDeclaration: true } } : {}),
        ...(await params(editor)),
      });
      const text = JSON.stringify(answer);
      if (typeof says === 'string') expect(text).toContain(says);
      else expect(text).toMatch(says);
      expect(editor.log.filter((line) => line.includes('failed'))).toEqual([]);
    }),
);

it('and these are all that the server announces', () =>
  withEditor('', async (editor) => {
    const tested = new Set(ALL.flatMap(({ by }) => by ?? []));
    expect(providersIn(await editor.initialize()).filter((name) => !tested.has(name))).toEqual([]);
  }));

const providersIn = (said: unknown): readonly string[] => {
  const { capabilities } = said as { readonly capabilities: object };
  return Object.keys(capabilities).filter((name) => name.endsWith('Provider'));
};
