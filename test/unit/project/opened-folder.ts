// A folder that is opened beside one that is not, and all the ways to name a file of the other one.

import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Disk } from '../../../server/src/host/disk';
import { listNixFiles } from '../../../server/src/host/walk';
import type { Boundary } from '../../../server/src/project/boundary';
import type { WorkspaceApi } from '../../../server/src/service/api';
import { explanationsIn, unknownsIn } from '../../../server/src/service/reports';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { testWorkspace } from '../../support/workspace';

/** Stands in every file outside, and in the name of one. */
export const SECRET = 'hunter2secret';

const OUTSIDE = `
#- /out/key.txt
${SECRET}
#- /out/${SECRET}-name
1
#- /out/data.json
{ "key": "${SECRET}" }
#- /out/data.toml
key = "${SECRET}"
#- /out/token
${SECRET}
#- /out/broken.nix
{ key = ${SECRET}; ]
#- /out/good.nix
{ key = "good"; own = builtins.readFile ./key.txt; }
#- /out/default.nix
{ key = "good"; }
`;

interface Opened {
  readonly workspace: WorkspaceApi;
  readonly folder: string;
  /** Everything that anybody is told. */
  told(): string;
  /** The value of the option `my.x` as JSON; undefined where it is not known. */
  value(): string | undefined;
}

/** A folder `/in` with links that lead out of it, opened; `boundary` says how much it is trusted. */
export async function open(
  fixture: string,
  trusted: boolean | (() => boolean),
  parts: Partial<Boundary> = {},
  disk: Disk = new Disk(),
): Promise<Opened> {
  const folder = temporaryFolder(OUTSIDE);
  for (const [path, text] of Object.entries(filesIn(fixture)))
    writeIn(folder, path, text.replaceAll('@/', `${folder}/`));
  const inside = join(folder, 'in');
  mkdirSync(join(inside, 'sub'), { recursive: true });
  symlinkSync('../out/key.txt', join(inside, 'link.txt'));
  symlinkSync('link.txt', join(inside, 'chain.txt'));
  symlinkSync('../out', join(inside, 'folder'));
  symlinkSync('../in', join(folder, 'out/back'));
  symlinkSync('../out/token', join(inside, 'token.nix'));
  symlinkSync('../out/broken.nix', join(inside, 'broken.nix'));
  disk.enter(inside);
  const workspace = await testWorkspace(new Map(), {
    files: disk,
    boundary: { folders: () => [inside], trusted: typeof trusted === 'boolean' ? () => trusted : trusted, ...parts },
    nixFiles: () => listNixFiles(inside).files,
  });
  const about = (): readonly { readonly option: string; readonly value?: { readonly json: unknown } | undefined }[] =>
    explanationsIn(workspace).flatMap(({ name, options }) => (name === null ? options : []));
  return {
    workspace,
    folder,
    told() {
      const { findings, systems } = workspace.snapshot();
      return JSON.stringify([
        systems,
        findings.map((finding) => [finding, finding.fixes()]),
        explanationsIn(workspace),
        unknownsIn(workspace, undefined),
      ]);
    },
    value() {
      const found = about().filter(({ option }) => option === 'my.x');
      expect(found).toHaveLength(1);
      return found[0]?.value === undefined ? undefined : JSON.stringify(found[0].value.json);
    },
  };
}

function filesIn(fixture: string): Record<string, string> {
  const parts = fixture.split(/^#- (\/\S+)$/m);
  return Object.fromEntries(parts.flatMap((part, index) => (index % 2 === 1 ? [[part, parts[index + 1] ?? '']] : [])));
}

export const configuration = (expression: string): string => `
#- /in/configuration.nix
{ lib, ... }: {
  options.my.x = lib.mkOption { type = lib.types.anything; };
  config.my.x = ${expression};
  config.specialisation.a.configuration = { };
}
`;

export const flake = (expression: string, inputs = ''): string => `
#- /in/flake.nix
{
  inputs = { nixpkgs.url = "github:NixOS/nixpkgs"; ${inputs} };
  outputs = { self, nixpkgs, ... }@inputs: {
    nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { specialArgs = { inherit inputs; }; modules = [ ./laptop.nix ]; };
  };
}
#- /in/laptop.nix
{ lib, inputs, ... }: {
  options.my.x = lib.mkOption { type = lib.types.anything; };
  config.my.x = ${expression};
  config.specialisation.a.configuration = { };
}
`;

/**
 * Each way with what it gives once the workspace is trusted; undefined where it is not known then either.
 * `@` is the folder around both.
 */
export const WAYS: readonly (readonly [expression: string, trusted: RegExp | undefined])[] = [
  ['builtins.readFile ../out/key.txt', /hunter2/],
  ['builtins.readFile @/out/key.txt', /hunter2/],
  ['builtins.readFile (/. + "@/out/key.txt")', /hunter2/],
  ['builtins.readFile "@/in/sub/../../out/key.txt"', /hunter2/],
  ['builtins.readFile (builtins.toPath "@/out/key.txt")', /hunter2/],
  ['builtins.readFile "${toString ./.}/../out/key.txt"', /hunter2/],
  ['builtins.readFile "${./.}/../out/key.txt"', /hunter2/],
  ['builtins.readFile ~/key.txt', undefined],
  ['builtins.readFile ./link.txt', /hunter2/],
  ['builtins.readFile ./chain.txt', /hunter2/],
  ['builtins.readFile ./folder/key.txt', /hunter2/],
  ['builtins.readFile <nixpkgs/../../out/key.txt>', undefined],
  ['builtins.readFile (builtins.findFile [ { prefix = "o"; path = ../out; } ] "o/key.txt")', /hunter2/],
  ['builtins.findFile [ { prefix = ""; path = ../out; } { prefix = ""; path = ./.; } ] "key.txt"', undefined],
  ['builtins.readFile (builtins.storePath ../out/key.txt)', undefined],
  ['builtins.readFile (builtins.path { path = ../out/key.txt; })', undefined],
  ['builtins.readFile (builtins.filterSource (p: t: true) ../out + "/key.txt")', undefined],
  ['builtins.readFile (builtins.fetchTree { type = "path"; path = "@/out"; } + "/key.txt")', undefined],
  ['builtins.readFile (builtins.fetchGit ../out + "/key.txt")', undefined],
  ['builtins.readFile (builtins.fetchTarball "file://@/out/key.txt")', undefined],
  ['builtins.readFile (lib.cleanSource ../out + "/key.txt")', /hunter2/],
  ['builtins.readFile "${lib.cleanSource ../out}/key.txt"', /hunter2/],
  ['builtins.hashFile "sha256" ../out/key.txt', /[0-9a-f]{64}/],
  ['builtins.attrNames (builtins.readDir ../out)', /hunter2/],
  ['builtins.attrNames (builtins.readDir ./folder)', /hunter2/],
  ['(builtins.readDir ./.)."link.txt"', /regular/],
  ['builtins.readFileType ../out/key.txt', /regular/],
  ['builtins.readFileType ./chain.txt', /regular/],
  ['builtins.pathExists ../out/key.txt', /true/],
  ['builtins.pathExists ../out/none', /false/],
  ['builtins.pathExists ./link.txt', /true/],
  ['builtins.pathExists ./folder/none', /false/],
  ['lib.fileContents ../out/key.txt', /hunter2/],
  ['lib.importJSON ../out/data.json', /hunter2/],
  ['lib.importTOML ../out/data.toml', /hunter2/],
  ['builtins.fromJSON (builtins.readFile ./folder/data.json)', /hunter2/],
  ['map toString (lib.filesystem.listFilesRecursive ../out)', undefined],
  ['lib.pathIsDirectory ../out', /true/],
  ['lib.filesystem.pathType ../out', /directory/],
  ['lib.filesystem.locateDominatingFile "key.txt" ../out', undefined],
  ['map toString (lib.fileset.toList ../out/key.txt)', /key/],
  ['lib.fileset.toList (lib.fileset.maybeMissing ../out/key.txt)', undefined],
  [
    'builtins.attrNames (lib.filesystem.packagesFromDirectoryRecursive { callPackage = p: a: 1; directory = ../out; })',
    undefined,
  ],
  ['lib.filesystem.resolveDefaultNix ../out', undefined],
  ['import ../out/token', undefined],
  ['import ./token.nix', undefined],
  ['import ../out/broken.nix', undefined],
  ['import ./broken.nix', undefined],
  ['builtins.scopedImport { hunter2secret = "x"; } ../out/broken.nix', undefined],
  ['builtins.scopedImport { hunter2secret = "seen"; } ../out/token', /seen/],
  ['(import ../out/good.nix).own', /hunter2/],
];
