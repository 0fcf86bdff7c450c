// A disk that finds `desktop.nix` as `Desktop.nix`, too, as those of macOS and Windows do: all spellings are one
// file, known by the listed one.
import { describe, expect, it } from 'vitest';
import { foldsCase, Spellings } from '../../../server/src/project/spellings';
import type { WorkspaceApi } from '../../../server/src/service/api';
import { parseFixture } from '../../support/fixture';
import { filesOf, foldingFilesOf } from '../../support/memory-files';
import { asData, testWorkspace } from '../../support/workspace';

const FIXTURE = `
#- /Machines/configuration.nix
{ imports = [ ./Desktop.nix ../machines/desktop.NIX ./travel.nix ]; }
#- /Machines/desktop.nix
{ services.openssh.enable = true; }
#- /Machines/travel.nix
{ specialisation.travel.configuration = { imports = [ ./DESKTOP.nix ]; services.openssh.enable = false; }; }
`;

async function open(
  fixture: string,
  source = foldingFilesOf,
): Promise<WorkspaceApi & { readonly disk: Map<string, string> }> {
  const disk = new Map(parseFixture(fixture));
  const workspace = await testWorkspace(disk, { files: source(disk) });
  return Object.assign(workspace, { disk });
}

const conflicts = (workspace: WorkspaceApi): readonly string[] =>
  workspace
    .snapshot()
    .findings.filter(({ code }) => code === 'option-conflict')
    .map(({ file, related }) => [file, ...related.map((place) => place.file)].join(' <- '));

/** A conflict is shown at either end. */
const both = (one: string, other: string): readonly string[] => [`${one} <- ${other}`, `${other} <- ${one}`];

describe('on a disk that folds case', () => {
  it('a file is one, whatever its imports call it, and a conflict lands once, where the file is listed', async () => {
    const workspace = await open(FIXTURE);
    expect(conflicts(workspace)).toEqual(both('/Machines/desktop.nix', '/Machines/travel.nix'));
    expect(
      workspace.snapshot().systems.map(({ entry, files, unread }) => ({ entry, files: [...files].sort(), unread })),
    ).toEqual([
      {
        entry: '/Machines/configuration.nix',
        files: ['/Machines/configuration.nix', '/Machines/desktop.nix', '/Machines/travel.nix'],
        unread: [],
      },
    ]);
    workspace.dispose();
  });

  it('a file that is imported by another spelling is no start of its own', async () => {
    const workspace = await open(`
#- /server.nix
{ imports = [ ./Modules ]; fileSystems = { }; boot = { }; }
#- /modules/default.nix
{ specialisation.x.configuration = { }; }
`);
    expect(workspace.snapshot().systems.map(({ entry }) => entry)).toEqual(['/server.nix']);
    workspace.dispose();
  });

  it('an import sees the text in the editor', async () => {
    const workspace = await open(FIXTURE);
    expect(conflicts(workspace)).toHaveLength(2);
    workspace.open('/Machines/desktop.nix', '{ services.openssh.enable = false; }');
    expect(conflicts(workspace)).toEqual([]);
    workspace.edit('/Machines/desktop.nix', '{ services.openssh.enable = true; }', [
      { start: 27, end: 32, newText: 'true' },
    ]);
    expect(conflicts(workspace)).toHaveLength(2);
    workspace.close('/Machines/desktop.nix');
    workspace.dispose();
  });

  it('a file that is renamed from one spelling to another is known by the new one', async () => {
    const workspace = await open(FIXTURE);
    expect(conflicts(workspace)).toHaveLength(2);
    const text = workspace.disk.get('/Machines/desktop.nix') ?? '';
    workspace.disk.delete('/Machines/desktop.nix');
    workspace.disk.set('/Machines/DeskTop.nix', text);
    workspace.changed(['/Machines/desktop.nix', '/Machines/DeskTop.nix']);
    expect(conflicts(workspace)).toEqual(both('/Machines/DeskTop.nix', '/Machines/travel.nix'));
    const fresh = await testWorkspace(workspace.disk, { files: foldingFilesOf(workspace.disk) });
    expect(asData(workspace.snapshot())).toEqual(asData(fresh.snapshot()));
    fresh.dispose();
    workspace.dispose();
  });

  it('a module is disabled by any spelling', async () => {
    const workspace = await open(
      FIXTURE.replace('./travel.nix ]', './travel.nix ]; disabledModules = [ ./DESKTOP.NIX ]'),
    );
    expect(conflicts(workspace)).toEqual([]);
    workspace.dispose();
  });
});

it('on another disk, two files that differ in case only are two', async () => {
  const fixture = `
#- /configuration.nix
{ imports = [ ./Desktop.nix ./desktop.nix ./DESKTOP.nix ]; }
#- /Desktop.nix
{ specialisation.a.configuration.services.openssh.enable = false; }
#- /desktop.nix
{ services.openssh.enable = true; }
`;
  const workspace = await open(fixture, filesOf);
  const [system] = workspace.snapshot().systems;
  expect([...(system?.files ?? [])].sort()).toEqual(['/Desktop.nix', '/configuration.nix', '/desktop.nix']);
  expect(system?.unread).toEqual(['/DESKTOP.nix']);
  workspace.dispose();
});

describe('spellings', () => {
  const paths = ['/home/Kim/nixos/Hosts/a.nix', '/home/Kim/nixos/Hosts/cafe\u0301.nix', '/elsewhere/a.nix'];
  const files = filesOf(new Map(paths.map((path) => [path, '{ }'])));
  const spellings = new Spellings(files);
  spellings.add('/home/Kim/nixos');
  spellings.add('/home/kim/NixOS/hosts');
  it.each([
    ['what is listed is spelled so', '/home/Kim/nixos/hosts/A.nix', '/home/Kim/nixos/Hosts/a.nix'],
    ['a folder is spelled as it was given', '/HOME/kim/NIXOS', '/home/Kim/nixos'],
    ['what is not listed stays', '/home/kim/nixos/HOSTS/none/A.nix', '/home/Kim/nixos/Hosts/none/A.nix'],
    [
      'an accent may be a character of its own',
      '/home/Kim/nixos/Hosts/caf\u00e9.nix',
      '/home/Kim/nixos/Hosts/cafe\u0301.nix',
    ],
    ['elsewhere nothing is known', '/elsewhere/A.nix', '/elsewhere/A.nix'],
  ])('%s', (_, path, listed) => {
    expect(spellings.listed(path)).toBe(listed);
    expect(spellings.folded(path)).toBe(spellings.folded(listed));
  });

  it.each([
    ['finds nothing by another name', ['/x/a.nix']],
    ['holds both', ['/x/a.nix', '/x/A.NIX']],
    ['holds nothing', ['/y/a.nix']],
  ])('a folder that %s tells case apart', (_, present) => {
    expect(foldsCase('/x', filesOf(new Map(present.map((path) => [path, '{ }']))))).toBe(false);
  });
});
