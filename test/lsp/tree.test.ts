// Conversations about the view of specialisations.
import { expect, it } from 'vitest';
import { MODULES_REQUEST, type ModulesResult } from '../../server/src/protocol/requests';
import type { DifferenceNode, SystemsResult } from '../../server/src/protocol/tree';
import { type Editor, noErrors, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FILE = '/configuration.nix';
const TEXT = `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.gaming.configuration = {
    services.openssh.enable = false;
    time.timeZone = "UTC";
  };
}
`;

const systems = (editor: Editor) => editor.request<SystemsResult>('nixosSpecialisations/systems', null);

/** Starts the server and lets it finish: the view asks when it is told to. */
async function analysed(editor: Editor): Promise<void> {
  const told = new Promise<void>((done) => {
    editor.connection.onNotification('nixosSpecialisations/analysed', () => done());
  });
  await editor.initialize({ initializationOptions: { ...OUR_CLIENT.initializationOptions, tree: true } });
  await told;
}

async function differences(editor: Editor, name: string | null): Promise<readonly DifferenceNode[]> {
  const part = (await systems(editor)).systems[0]?.parts.find(({ key }) => key.specialisation === name);
  if (part === undefined) throw new Error(`no ${name}`);
  return editor.request('nixosSpecialisations/differences', { id: part.id, key: part.key });
}

it('systems: hosts with base and specialisations, their conflicts and places', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await analysed(editor);
    const { systems: found } = await systems(editor);
    const [base, gaming] = found[0]?.parts ?? [];
    expect(found[0]).toMatchObject({ name: 'configuration.nix', user: null, system: 'nixos' });
    expect(base).toMatchObject({ kind: 'base', conflicts: { certain: 0 }, at: { uri: editor.uri(FILE) } });
    expect(gaming).toMatchObject({
      kind: 'specialisation',
      conflicts: { certain: 1, likely: 0, possible: 0 },
      at: { uri: editor.uri(FILE), range: { start: { line: 3, character: 17 }, end: { line: 3, character: 23 } } },
      root: { kind: 'classic', path: editor.folder + FILE },
    });
  }));

it('differences: conflicts first, with the places of both sides', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await analysed(editor);
    const [conflict, added] = await differences(editor, 'gaming');
    expect(conflict).toMatchObject({ option: 'services.openssh.enable', change: 'conflict', proof: 'certain' });
    expect(conflict?.definitions.map(({ at }) => at?.range.start.line).sort()).toEqual([2, 4]);
    expect(added).toMatchObject({ option: 'time.timeZone', change: 'added', after: '"UTC"', before: null });
    expect(await differences(editor, null)).toEqual([]);
  }));

it('a configuration that is not on disk is shown, but nothing can be built', () =>
  withEditor('', async (editor) => {
    await analysed(editor);
    await editor.open('untitled:Untitled-1', TEXT);
    await editor.diagnostics('untitled:Untitled-1', (list) => list.length > 0);
    const { systems: found } = await systems(editor);
    expect(found[0]?.parts.map(({ root, at }) => [root, at.uri])).toEqual([
      [null, 'untitled:Untitled-1'],
      [null, 'untitled:Untitled-1'],
    ]);
  }));

it('a configuration without specialisations is counted, not shown', () =>
  withEditor(`#- ${FILE}\n{ time.timeZone = "UTC"; }`, async (editor) => {
    await analysed(editor);
    expect(await systems(editor)).toEqual({ systems: [], found: 1, conflicts: 0 });
  }));

it.each([
  ['a client that shows the view', { ...OUR_CLIENT.initializationOptions, tree: true }, true],
  ['another client', OUR_CLIENT.initializationOptions, false],
])('%s is told of new results: %#', (_name, initializationOptions, told) =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    let count = 0;
    editor.connection.onNotification('nixosSpecialisations/analysed', () => {
      count++;
    });
    await editor.initialize({ initializationOptions });
    await editor.open(FILE, TEXT);
    await editor.diagnostics(FILE, (found) => found.length > 0);
    await editor.replace(FILE, 'false', 'true');
    await editor.diagnostics(FILE, noErrors);
    // An answer comes after what was sent before.
    await systems(editor);
    expect(count > 0).toBe(told);
  }),
);

it('what is not asked as it should be is answered with nothing', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await editor.initialize();
    for (const params of [
      {},
      { id: 'x' },
      { id: 'x', key: { kind: 'nixos', host: 'no', entry: '/', inside: [], specialisation: null } },
    ])
      expect(await editor.request('nixosSpecialisations/differences', params)).toEqual([]);
  }));

it('what is known of a configuration before it is built', () =>
  withEditor(`#- ${FILE}\n${TEXT}`, async (editor) => {
    await analysed(editor);
    const asked = { system: 'nixos', host: null, root: { kind: 'classic', path: editor.folder + FILE } };
    const known = await editor.request('nixosSpecialisations/knowledge', { ...asked, specialisation: 'gaming' });
    expect(known).toEqual({
      specialisations: ['gaming'],
      hasAllSpecialisations: true,
      isInSystem: false,
      configurations: null,
      fleets: { colmena: null, 'deploy-rs': null },
      conflicts: [{ specialisation: 'gaming', count: 1 }],
      changedOptions: ['time.timeZone'],
      files: [editor.folder + FILE],
    });
    const other = { ...asked, root: { kind: 'flake', path: editor.folder }, specialisation: null };
    expect(await editor.request('nixosSpecialisations/knowledge', other)).toBeNull();
  }));

it('modules: what a specialisation can be written into, of each host', () =>
  withEditor(
    `#- /flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.lap = nixpkgs.lib.nixosSystem { modules = [ ./lap.nix { time.timeZone = "UTC"; } ]; };
  };
}
#- /lap.nix
{ imports = [ ./common.nix ]; specialisation.x.configuration = ./x.nix; }
#- /common.nix
{ networking.domain = "a"; }
#- /x.nix
{ networking.domain = "b"; }`,
    async (editor) => {
      await analysed(editor);
      const [host] = await editor.request<ModulesResult>(MODULES_REQUEST, null);
      expect(host).toMatchObject({ kind: 'nixos', host: 'lap', user: null, entry: editor.uri('/flake.nix') });
      expect([...(host?.modules ?? [])].sort()).toEqual(['/common.nix', '/lap.nix'].map((path) => editor.uri(path)));
    },
  ));
