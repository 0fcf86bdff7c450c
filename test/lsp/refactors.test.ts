// Changes of code over the protocol: what they edit, make and delete, and what is asked about.
import { describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { atMark } from '../support/at-mark';
import { type InitializeOverrides, OUR_CLIENT } from '../support/lsp-pair';

const withOperations = (...resourceOperations: readonly string[]): InitializeOverrides => ({
  capabilities: {
    ...OUR_CLIENT.capabilities,
    workspace: {
      ...OUR_CLIENT.capabilities.workspace,
      workspaceEdit: { documentChanges: true, resourceOperations, changeAnnotationSupport: {} },
    },
  },
});

const actionsAt = (fixture: string, overrides?: InitializeOverrides): Promise<readonly CodeAction[]> =>
  atMark(
    fixture,
    (editor, { path, params: { position } }) =>
      editor.codeActions(path, { start: position, end: position }, { only: ['refactor'] }),
    overrides,
  );
const titled = (actions: readonly CodeAction[], title: string): CodeAction | undefined =>
  actions.find((action) => action.title === title);

const BLOCK = `#- /configuration.nix
{ lib, ... }:
{
  imports = [ ];
  specialisation.gaming.config$0uration = { imports = [ ./gaming.nix ]; };
}
#- /gaming.nix
{ a = 1; }
`;

describe('the file of a specialisation in place', () => {
  const title = 'Write `gaming.nix` in place';

  it('the file is deleted once the user says so', async () => {
    const action = titled(await actionsAt(BLOCK, withOperations('create', 'delete')), title);
    expect(action?.kind).toBe('refactor.inline');
    expect(action?.edit?.documentChanges).toMatchObject([
      { edits: [{ newText: '{ a = 1; }' }] },
      { kind: 'delete', uri: expect.stringMatching(/\/gaming\.nix$/), annotationId: 'emptied' },
    ]);
    expect(action?.edit?.changeAnnotations).toMatchObject({ emptied: { needsConfirmation: true } });
  });

  it('it stays where the editor deletes no files', async () => {
    const action = titled(await actionsAt(BLOCK), title);
    expect(action?.edit?.documentChanges).toHaveLength(1);
  });

  it('beside a statement that is half-typed', async () => {
    expect(titled(await actionsAt(BLOCK.replace('imports = [ ];', 'x = ')), title)).toBeDefined();
  });

  it.each([
    ['another module', `${BLOCK.replace('[ ]', '[ ./other.nix ]')}#- /other.nix\n{ imports = [ ./gaming.nix ]; }\n`],
    ['another place of the same', BLOCK.replace('[ ]', '[ ./gaming.nix ]')],
    [
      'another host',
      `${BLOCK}#- /flake.nix
{ outputs = { nixpkgs, ... }: {
  nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./configuration.nix ]; };
  nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ ./gaming.nix ]; };
}; }
`,
    ],
  ])('not where %s imports it', async (_name, fixture) => {
    expect(titled(await actionsAt(fixture), title)).toBeUndefined();
  });
});

it('a file is made only where the editor makes files', async () => {
  const fixture = '{ specialisation.gaming.config$0uration = { a = 1; }; }';
  const title = 'Write the specialisation in `gaming.nix`';
  expect(titled(await actionsAt(fixture), title)).toBeUndefined();
  const action = titled(await actionsAt(fixture, withOperations('create')), title);
  expect(action?.edit?.documentChanges).toMatchObject([
    { kind: 'create' },
    { edits: [{ newText: '{ a = 1; }\n' }] },
    {},
  ]);
});

describe('into a specialisation that is a file', () => {
  const HOST = `#- /configuration.nix
{ time.time$0Zone = "UTC"; specialisation.x.configuration = ./x.nix; }
#- /x.nix
{ a = 1; }
`;
  const title = 'Move to specialisation `x`';

  it('one edit of both files', async () => {
    const action = titled(await actionsAt(HOST), title);
    expect(action?.kind).toBe('refactor.move');
    expect(action?.edit?.documentChanges).toHaveLength(2);
    expect(action?.edit?.documentChanges).toContainEqual(
      expect.objectContaining({ edits: [expect.objectContaining({ newText: ' time.timeZone = "UTC";' })] }),
    );
  });

  it('beside a statement that is half-typed', async () => {
    expect(titled(await actionsAt(HOST.replace('{ time', '{ x = ; time')), title)).toBeDefined();
  });

  it('not where another host is made of that file', async () => {
    const flake = `#- /flake.nix
{ outputs = { nixpkgs, ... }: {
  nixosConfigurations.a = nixpkgs.lib.nixosSystem { modules = [ ./configuration.nix ]; };
  nixosConfigurations.b = nixpkgs.lib.nixosSystem { modules = [ MODULE ]; };
}; }
`;
    const offeredWith = async (module: string): Promise<boolean> =>
      titled(await actionsAt(HOST + flake.replace('MODULE', module)), title) !== undefined;
    expect(await offeredWith('{ }')).toBe(true);
    expect(await offeredWith('./x.nix')).toBe(false);
  });
});

describe('a home in a system of NixOS', () => {
  const SETTINGS = `{ lib, ... }: {
  programs.git.enable = $0true;
  programs.zsh.enable = true;
  specialisation.light.configuration = { };
}`;
  const FORMS: readonly (readonly [string, string])[] = [
    ['imported', `{ home-manager.users.kim = import ./kim.nix; }\n#- /kim.nix\n${SETTINGS}\n`],
    ['named', `{ home-manager.users.kim = ./kim.nix; }\n#- /kim.nix\n${SETTINGS}\n`],
    ['in place', `{ home-manager.users.kim = ${SETTINGS}; }\n`],
    ['a set in place', `{ lib, ... }: { home-manager.users.kim = ${SETTINGS.replace('{ lib, ... }: ', '')}; }\n`],
  ];

  it.each(FORMS)('%s: what is its own moves to its specialisations, each offered once', async (_, text) => {
    const titles = (await actionsAt(`#- /configuration.nix\n${text}`)).map(({ title }) => title);
    expect([...titles].sort()).toEqual([
      'Move to a new specialisation',
      'Move to specialisation `light`',
      'Set otherwise in specialisation `light`',
      'Write `programs` as one set',
    ]);
  });
});
