// What evaluation may read: files that a configuration names outside of the opened folder, in
// every way there is to name one.

import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { Disk } from '../../../server/src/host/disk';
import { listNixFiles } from '../../../server/src/host/walk';
import { explanationsIn, unknownsIn } from '../../../server/src/service/reports';
import { FoldingDisk } from '../../support/folding-disk';
import { testWorkspace } from '../../support/workspace';
import { configuration, flake, open, SECRET, WAYS } from './opened-folder';

describe('in a configuration without a flake', () => {
  it.each(WAYS.map(([expression]) => expression))('%s is not known', async (expression) => {
    const { told, value, workspace } = await open(configuration(expression), false);
    expect(value()).toBeUndefined();
    expect(told()).not.toContain(SECRET.slice(0, 7));
    workspace.dispose();
  });

  it.each(WAYS.filter(([, trusted]) => trusted !== undefined))(
    '%s is known once the workspace is trusted',
    async (expression, trusted) => {
      const { value, workspace } = await open(configuration(expression), true);
      expect(value()).toMatch(trusted as RegExp);
      workspace.dispose();
    },
  );

  it.each([
    '(import ../out/good.nix).key',
    '(import ../out).key',
    '(import ./folder/good.nix).key',
    '(builtins.scopedImport { } ../out/good.nix).key',
    '(import @/out/good.nix).key',
    'builtins.readFile ./mine.txt',
    'builtins.readFile ../in/mine.txt',
    'builtins.readFile ./folder/back/mine.txt',
    'builtins.readFile ../out/back/mine.txt',
    'if builtins.pathExists ./none then "bad" else "good"',
  ])('%s is known as it is to Nix', async (expression) => {
    const { value, workspace } = await open(`${configuration(expression)}#- /in/mine.txt\ngood\n`, false);
    expect(value()).toContain('good');
    workspace.dispose();
  });

  it('says why', async () => {
    const { workspace, folder } = await open(configuration('builtins.readFile ../out/key.txt'), false);
    expect(unknownsIn(workspace, undefined)).toContainEqual(
      expect.objectContaining({ code: 'outside', detail: `${folder}/out/key.txt (outside the workspace)` }),
    );
    workspace.dispose();
  });

  it('modules outside take part when they are Nix files', async () => {
    const text = `
#- /in/configuration.nix
{ imports = [ ../mods/a.nix ../mods/b.txt ../mods/c.nix ]; my.x = 1; specialisation.a.configuration = { }; }
#- /mods/a.nix
{ lib, ... }: { options.my.x = lib.mkOption { type = lib.types.int; }; }
#- /mods/b.txt
{ my.x = ${SECRET}; }
#- /mods/c.nix
{ my.x = ${SECRET}
`;
    const { told, workspace } = await open(text, false);
    expect(told()).not.toContain(SECRET);
    const [base] = explanationsIn(workspace);
    expect(base?.unseen.map(({ reason }) => reason.code)).toEqual(['outside', 'outside']);
    workspace.dispose();
  });

  it('a file that the editor shows may be broken, wherever it is', async () => {
    const { workspace, value, folder } = await open(configuration('(import ../out/broken.nix).a'), false);
    expect(value()).toBeUndefined();
    workspace.open(`${folder}/out/broken.nix`, '{ a = "seen"; ]');
    expect(value()).toBe('"seen"');
    workspace.close(`${folder}/out/broken.nix`);
    expect(value()).toBeUndefined();
    workspace.dispose();
  });
});

/** Every folder holds more than is listed. */
class CrowdedDisk extends Disk {
  protected override names(): undefined {
    return undefined;
  }
}

it.each(['builtins.readDir ./.', 'builtins.pathExists ./none', 'lib.filesystem.listFilesRecursive ./.'])(
  'what a folder with too many entries holds is not known: %s',
  async (expression) => {
    const { value, workspace } = await open(configuration(expression), true, {}, new CrowdedDisk());
    expect(value()).toBeUndefined();
    workspace.dispose();
  },
);

describe('on a disk that folds case', () => {
  it.each([
    ['builtins.readFile ./LINK.txt', undefined],
    ['builtins.readFile ./Folder/Key.txt', undefined],
    ['builtins.readFile ../OUT/key.txt', undefined],
    ['builtins.pathExists ../IN/Link.txt', undefined],
    ['import ./TOKEN.nix', undefined],
    ['builtins.readFile ./MINE.txt', 'good'],
    ['builtins.readFile ../IN/Mine.txt', 'good'],
    ['(import ./Folder/Good.nix).key', 'good'],
  ])('%s', async (expression, expected) => {
    const { value, workspace } = await open(
      `${configuration(expression)}#- /in/mine.txt\ngood\n`,
      false,
      {},
      new FoldingDisk(),
    );
    const known = value();
    if (expected === undefined) expect(known).toBeUndefined();
    else expect(known).toContain(expected);
    workspace.dispose();
  });
});

describe('in a flake', () => {
  const ways = WAYS.map(([expression]) => expression);
  it.each(ways)('%s is not known', async (expression) => {
    const { told, value, workspace } = await open(flake(expression), false);
    expect(value()).toBeUndefined();
    expect(told()).not.toContain(SECRET.slice(0, 7));
    workspace.dispose();
  });

  it.each([
    ...ways,
    '(import ../out/good.nix).key',
    '(import @/out/good.nix).key',
    '(import ./folder/good.nix).key',
    'builtins.readFile "${inputs.self}/../out/key.txt"',
    'builtins.readFile (inputs.self + "/folder/key.txt")',
    'builtins.readFile (inputs.self.outPath + "/../out/key.txt")',
  ])('%s is not known in a trusted workspace either', async (expression) => {
    const { value, workspace, told } = await open(flake(expression), true);
    expect(value()).toBeUndefined();
    expect(told()).not.toContain(SECRET.slice(0, 7));
    workspace.dispose();
  });

  test.each(['builtins.readFile ./mine.txt', 'builtins.readFile "${inputs.self}/mine.txt"', '(import ./good.nix).key'])(
    '%s is known',
    async (expression) => {
      const { value, workspace } = await open(
        `${flake(expression)}#- /in/mine.txt\ngood\n#- /in/good.nix\n{ key = "good"; }\n`,
        false,
      );
      expect(value()).toContain('good');
      workspace.dispose();
    },
  );

  test('the repository around it is its tree, of which what was not opened is only imported', async () => {
    const read = async (expression: string, trusted: boolean): Promise<string | undefined> => {
      const { value, workspace } = await open(`${flake(expression)}#- /.git/HEAD\nref\n`, trusted);
      const known = value();
      workspace.dispose();
      return known;
    };
    expect(await read('(import ../out/good.nix).key', false)).toBe('"good"');
    expect(await read('builtins.readFile ../out/key.txt', false)).toBeUndefined();
    expect(await read('builtins.readFile ../out/key.txt', true)).toContain(SECRET);
    expect(await read('import /etc/none.nix', true)).toBeUndefined();
  });

  test.each([
    ['path:@/out', ''],
    ['git+file://@/out', ''],
    ['path:../out', ''],
    ['path:./folder', ''],
    ['path:@/out', '"type": "path", "path": "@/out",'],
  ])('an input %s lends its Nix files, and more once the workspace is trusted', async (url, locked) => {
    const lock = `#- /in/flake.lock
{ "root": "root", "nodes": { "root": { "inputs": { "own": "own" } },
  "own": { "flake": false, "original": { ${locked} "x": 1 }, "locked": { ${locked} "x": 1 } } } }
`;
    const read = async (expression: string, trusted: boolean): Promise<string | undefined> => {
      const text = flake(expression, `own.url = "${url}"; own.flake = false;`);
      const { value, workspace } = await open(locked === '' ? text : text + lock, trusted);
      const known = value();
      workspace.dispose();
      return known;
    };
    expect(await read('(import (inputs.own + "/good.nix")).key', false)).toBe('"good"');
    expect(await read('builtins.readFile (inputs.own + "/key.txt")', false)).toBeUndefined();
    expect(await read('builtins.pathExists (inputs.own + "/key.txt")', false)).toBeUndefined();
    expect(await read('builtins.readFile "${inputs.own}/key.txt"', true)).toContain(SECRET);
    expect(await read('builtins.readFile "${inputs.own}/../other/key.txt"', true)).toBeUndefined();
  });
});

describe('trust that is granted while the workspace is open', () => {
  it.each([configuration, flake])('is what a fresh workspace has', async (make) => {
    const state = { trusted: false, folders: [] as string[] };
    const expression = '[ (import ../out/token) (builtins.readFile ../out/key.txt) (builtins.pathExists ../out/none) ]';
    const opened = await open(make(expression), () => state.trusted);
    const fresh = async (): Promise<string> => {
      const workspace = await testWorkspace(new Map(), {
        files: new Disk(),
        boundary: { folders: () => [join(opened.folder, 'in')], trusted: () => state.trusted },
        nixFiles: () => listNixFiles(join(opened.folder, 'in')).files,
      });
      const told = JSON.stringify([explanationsIn(workspace), workspace.snapshot()]);
      workspace.dispose();
      return told;
    };
    const now = (): string => JSON.stringify([explanationsIn(opened.workspace), opened.workspace.snapshot()]);
    const before = now();
    for (const trusted of [true, false, true]) {
      state.trusted = trusted;
      opened.workspace.changed([]);
      expect(now()).toBe(await fresh());
      if (make === configuration) expect(now() === before).toBe(!trusted);
    }
    opened.workspace.dispose();
  });

  it('is noticed by what was decided', async () => {
    const state = { trusted: false };
    const text = `
#- /in/configuration.nix
{ config, ... }: {
  services.openssh.enable = if builtins.readFile ../out/key.txt == "${SECRET}\\n" then true else false;
  specialisation.a.configuration.services.openssh.enable = false;
}
`;
    const { workspace } = await open(text, () => state.trusted);
    const severities = (): readonly string[] => {
      const conflicts = workspace.snapshot().findings.filter(({ code }) => code === 'option-conflict');
      return [...new Set(conflicts.map(({ severity }) => severity))];
    };
    expect(severities()).toEqual(['hint']);
    state.trusted = true;
    workspace.changed([]);
    expect(severities()).toEqual(['error']);
    workspace.dispose();
  });

  it('and folders that are opened later count', async () => {
    const folders: string[] = [];
    const opened = await open(configuration('builtins.readFile ../out/key.txt'), false, { folders: () => folders });
    folders.push(join(opened.folder, 'in'));
    expect(opened.value()).toBeUndefined();
    folders.push(join(opened.folder, 'out'));
    opened.workspace.changed([]);
    expect(opened.value()).toContain(SECRET);
    opened.workspace.dispose();
  });
});
