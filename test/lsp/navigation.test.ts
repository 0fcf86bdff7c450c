// From a place to the definitions of what stands there: definition, references, highlights, symbols.
import { describe, expect, it } from 'vitest';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentSymbol,
  type FoldingRange,
  type Location,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import { atMark, placeIn } from '../support/at-mark';
import { OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FILES = `#- /configuration.nix
{ lib, config, ... }:
{
  imports = [ ./gaming.nix ];
  services.openssh.enable = true;
  networking.hostName = if config.services.openssh.enable then "a" else "b";
}
#- /gaming.nix
{ lib, ... }:
{
  specialisation.gaming.configuration = {
    services.openssh.enable = lib.mkForce false;
  };
}
`;
const at = (marked: string): string => FILES.replace(marked.replace('$0', ''), () => marked);

const ask = (method: string, fixture: string, more: object = {}): Promise<readonly string[]> =>
  atMark(fixture, async (editor, { params }) =>
    (await editor.request<Location[]>(method, { ...params, ...more })).map(placeIn(editor)),
  );

it.each([
  ['from the base into the specialisation', 'services.openssh.ena$0ble = true', ['/gaming.nix:4']],
  ['from the specialisation to the base', 'openssh.ena$0ble = lib', ['/configuration.nix:4']],
  ['from where it is read', 'config.services.openssh.ena$0ble', ['/configuration.nix:4', '/gaming.nix:4']],
  ['from mkForce', 'lib.mkFo$0rce', ['/configuration.nix:4']],
  ['from the name of a specialisation', 'specialisation.gam$0ing', ['/gaming.nix:3']],
  ['nothing', 'imp$0orts', []],
])('definition: %s', async (_name, marked, places) => {
  expect(await ask('textDocument/definition', at(marked))).toEqual(places);
});

it('references: all definitions of the option', async () => {
  const all = await ask('textDocument/references', at('openssh.ena$0ble = lib'), {
    context: { includeDeclaration: true },
  });
  expect(all).toEqual(['/configuration.nix:4', '/gaming.nix:4']);
  const others = await ask('textDocument/references', at('openssh.ena$0ble = lib'), {
    context: { includeDeclaration: false },
  });
  expect(others).toEqual(['/configuration.nix:4']);
});

it.each(['specialisation.x$0.configuration', 'config.specialisation ? x$0'])(
  'references: a specialisation also where it is read: %s',
  async (marked) => {
    const fixture = `#- /configuration.nix
{ config, ... }: { imports = [ ./other.nix ];
  specialisation.x.configuration = { };
  a = config.specialisation ? x; }
#- /other.nix
{ config, ... }:
{ b = builtins.hasAttr "x" config.specialisation; c = config.specialisation ? y; }
`;
    const all = await ask(
      'textDocument/references',
      fixture.replace(marked.replace('$0', ''), () => marked),
      { context: { includeDeclaration: true } },
    );
    expect(all).toEqual(['/configuration.nix:2', '/configuration.nix:3', '/other.nix:2']);
  },
);

it('references of a specialisation of the system, from a home that reads it', async () => {
  const fixture = `#- /configuration.nix
{ config, ... }: { home-manager.users.kim = ./home.nix;
  specialisation.x.configuration = { };
  a = with config.specialisation; x; }
#- /home.nix
{ osConfig, ... }:
{ home.file.a.text = with osConfig.specialisation;
  x$0.name; }
`;
  const all = await ask('textDocument/references', fixture, { context: { includeDeclaration: true } });
  expect(all).toEqual(['/configuration.nix:2', '/configuration.nix:3', '/home.nix:3']);
});

it('hover: a specialisation of the system, from a home that reads it, with what it changes there', async () => {
  const text = await atMark(
    `{ home-manager.users.kim = { osConfig, ... }: { programs.git.enable = osConfig.specialisation ? x$0; };
  time.timeZone = "UTC"; networking.hostName = "a";
  specialisation.x.configuration = { time.timeZone = "CET"; boot.tmp.useTmpfs = true; }; }`,
    async (editor, { params }) => JSON.stringify(await editor.request('textDocument/hover', params)),
  );
  expect(text).toContain('In conflict: time.timeZone');
  expect(text).toContain('Adds boot.tmp.useTmpfs');
});

it('highlights: a specialisation where it is defined, and where it is read', async () => {
  const marks = await atMark(
    `{ config, ... }: { specialisation.x$0.configuration = { };
  a = config.specialisation ? x;
  b = with config.specialisation; x; }`,
    async (editor, { params }) =>
      (await editor.request<DocumentHighlight[]>('textDocument/documentHighlight', params)).map(({ range, kind }) => [
        range.start.line + 1,
        kind,
      ]),
  );
  expect(marks.sort()).toEqual([
    [1, DocumentHighlightKind.Write],
    [2, DocumentHighlightKind.Read],
    [3, DocumentHighlightKind.Read],
  ]);
});

it('highlights: the definitions of the option in this file', async () => {
  const lines = await atMark(
    `#- /configuration.nix
{ lib, ... }:
{
  services.openssh.ena$0ble = true;
  specialisation.a.configuration.services.openssh.enable = lib.mkForce false;
  specialisation.b.configuration = { services.openssh = { enable = lib.mkForce true; ports = [ 1 ]; }; };
}`,
    async (editor, { params }) =>
      (await editor.request<DocumentHighlight[]>('textDocument/documentHighlight', params)).map(
        ({ range }) => range.start.line + 1,
      ),
  );
  expect(lines).toEqual([3, 4, 5]);
});

it('names of code are left to the server that knows them, and to the editor', async () => {
  const fixture = `{ lib, ... }: let zone = "UTC"; in {
  time.timeZone = zo$0ne;
  specialisation.x.configuration.time.timeZone = lib.mkForce "CET";
}`;
  const initializationOptions = { ...OUR_CLIENT.initializationOptions, hasOtherServer: true };
  for (const marked of [fixture, fixture.replace('zo$0ne', 'zone').replace('lib.mkForce', 'lib.mk$0Force')]) {
    const found = await atMark(
      marked,
      async (editor, { params }) => ({
        definitions: await editor.request<Location[]>('textDocument/definition', params),
        highlights: await editor.request<DocumentHighlight[]>('textDocument/documentHighlight', params),
      }),
      { initializationOptions },
    );
    expect(found).toEqual({ definitions: [], highlights: [] });
  }
});

it('highlights: of a definition without a name nothing', async () => {
  const found = await atMark(
    `{ lib, ... }: {
  environment.vari$0ables = lib.mkMerge [ (lib.genAttrs [ "A" ] (n: n)) { B = "b"; } ];
}`,
    (editor, { params }) => editor.request<DocumentHighlight[]>('textDocument/documentHighlight', params),
  );
  expect(found.every(({ range: { start, end } }) => start.line === end.line && start.character < end.character)).toBe(
    true,
  );
});

it('symbols: the specialisations of a file, and of all files', () =>
  withEditor(FILES, async (editor) => {
    await editor.initialize();
    const textDocument = { uri: editor.uri('/gaming.nix') };
    const inFile = await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect(inFile).toMatchObject([
      { name: 'gaming', detail: 'specialisation', selectionRange: { start: { line: 2, character: 17 } } },
    ]);
    const search = (query: string): Promise<SymbolInformation[]> => editor.request('workspace/symbol', { query });
    expect((await search('gmg')).map(({ name }) => name)).toEqual(['gaming']);
    expect(await search('x')).toEqual([]);
  }));

it('folds: by lines, also in a file with a syntax error', () =>
  withEditor(FILES, async (editor) => {
    await editor.initialize();
    const textDocument = { uri: editor.uri('/gaming.nix') };
    const ask = (): Promise<FoldingRange[] | null> => editor.request('textDocument/foldingRange', { textDocument });
    expect(await ask()).toBeNull();
    await editor.open('/gaming.nix', '{\n  # region Sound\n  a = {\n    b = \n  };\n  # endregion\n}\n');
    expect(await ask()).toEqual([
      { startLine: 0, endLine: 5 },
      { startLine: 2, endLine: 3 },
      { startLine: 1, endLine: 5, kind: 'region' },
    ]);
  }));

describe('call hierarchy', () => {
  const calls = (fixture: string, direction: 'incoming' | 'outgoing'): Promise<readonly string[]> =>
    atMark(fixture, async (editor, { params }) => {
      const [item] =
        (await editor.request<CallHierarchyItem[] | null>('textDocument/prepareCallHierarchy', params)) ?? [];
      if (item === undefined) return [];
      const found = await editor.request<(CallHierarchyIncomingCall & CallHierarchyOutgoingCall)[]>(
        `callHierarchy/${direction}Calls`,
        { item },
      );
      return found.map(({ from, to, fromRanges }) => {
        const lines = fromRanges.map(({ start }) => `${start.line + 1}:${start.character + 1}`);
        return `${(from ?? to).name} ${lines.join(' ')}`;
      });
    });

  it.each([
    [
      'who imports the file that an element names',
      'imports = [ ./gam$0ing.nix',
      'incoming',
      ['configuration.nix 3:15'],
    ],
    ['what a file imports', '{ lib, con$0fig', 'outgoing', ['gaming.nix 3:15']],
    ['nobody', '{ lib, con$0fig', 'incoming', []],
  ] as const)('%s', async (_name, marked, direction, names) => {
    expect(await calls(at(marked), direction)).toEqual(names);
  });

  it('in a file with a syntax error', async () => {
    expect(await calls(at('{ lib, con$0fig').replace('then "a" else "b"', 'then'), 'outgoing')).toEqual([
      'gaming.nix 3:15',
    ]);
  });

  it('of an item that nobody gave', () =>
    withEditor(FILES, async (editor) => {
      await editor.initialize();
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const item = { name: 'x', kind: 1, uri: 'file:///x', range, selectionRange: range };
      expect(await editor.request('callHierarchy/incomingCalls', { item })).toEqual([]);
      expect(await editor.request('callHierarchy/outgoingCalls', { item: { ...item, data: { file: 1 } } })).toEqual([]);
    }));
});
