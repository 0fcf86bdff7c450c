// Library functions that read files, over a folder in memory.
import { beforeAll, expect, test } from 'vitest';
import { type LibEvaluator, libEvaluator, shape } from './support';

const FILES = {
  '/work/data.json': '{ "a": [1, null] }',
  '/work/data.toml': 'a = 1\n',
  '/work/name.txt': 'laptop\n',
  '/work/modules/b.nix': '{ b = 1; }',
  '/work/modules/a/default.nix': '{ a = 1; }',
  '/work/modules/a/notes.md': 'x',
  '/work/modules/a-b.nix': 'arg: { inherit arg; }',
  '/work/pkgs/hello.nix': '{ greeting }: { says = greeting; }',
  '/work/pkgs/tools/world/package.nix': '{ greeting }: { world = greeting; }',
  '/work/haskell/app/app.cabal': '',
};

let lib: LibEvaluator;
beforeAll(async () => {
  lib = await libEvaluator(FILES);
});

test.each([
  ['lib.importJSON ./data.json', '{ a = [ 1 null ]; }'],
  ['lib.importTOML ./data.toml', '{ a = 1; }'],
  ['lib.fileContents ./name.txt', '"laptop"'],
  ['(lib.modules.importJSON ./data.json).config', '{ a = [ 1 null ]; }'],
  ['(lib.modules.importTOML ./data.toml)._file', '/work/data.toml'],
  ['lib.modules.importApply ./modules/a-b.nix 5', '{ _file = /work/modules/a-b.nix; imports = [ { arg = 5; } ]; }'],
  ['lib.pathExists ./data.json', 'true'],
  ['lib.pathIsDirectory ./modules', 'true'],
  ['lib.pathIsDirectory ./data.json', 'false'],
  ['lib.pathIsRegularFile ./data.json', 'true'],
  ['lib.pathIsRegularFile ./missing.json', 'false'],
  ['lib.pathType ./modules', '"directory"'],
  [
    'lib.filesystem.listFilesRecursive ./modules',
    '[ /work/modules/a/default.nix /work/modules/a/notes.md /work/modules/a-b.nix /work/modules/b.nix ]',
  ],
  [
    'lib.filter (lib.hasSuffix ".nix") (map toString (lib.filesystem.listFilesRecursive ./modules))',
    '[ "/work/modules/a/default.nix" "/work/modules/a-b.nix" "/work/modules/b.nix" ]',
  ],
  ['lib.filesystem.resolveDefaultNix ./modules', '/work/modules/default.nix'],
  ['lib.filesystem.resolveDefaultNix ./data.json', '/work/data.json'],
  ['lib.filesystem.locateDominatingFile "(.*)\\\\.toml" ./modules/a', '{ matches = [ [ "data" ] ]; path = /work; }'],
  ['lib.filesystem.haskellPathsInDir ./haskell', '{ app = /work/haskell/app; }'],
  [
    '(lib.packagesFromDirectoryRecursive { callPackage = lib.callPackageWith { greeting = "hi"; }; directory = ./pkgs; }).hello.says',
    '"hi"',
  ],
  [
    '(lib.packagesFromDirectoryRecursive { callPackage = lib.callPackageWith { greeting = "hi"; }; directory = ./pkgs; }).tools.world.world',
    '"hi"',
  ],
  ['lib.fileset.toList ./modules', '[ /work/modules/a/default.nix /work/modules/a/notes.md /work/modules/a-b.nix /work/modules/b.nix ]'],
  [
    'lib.fileset.toList (lib.fileset.fileFilter (file: file.hasExt "nix") ./modules)',
    '[ /work/modules/a/default.nix /work/modules/a-b.nix /work/modules/b.nix ]',
  ],
  [
    'lib.fileset.toList (lib.fileset.unions [ ./data.json ./modules/b.nix (lib.fileset.maybeMissing ./missing) ])',
    '[ /work/data.json /work/modules/b.nix ]',
  ],
  ['lib.fileset.toList (lib.fileset.difference ./modules ./modules/a)', '[ /work/modules/a-b.nix /work/modules/b.nix ]'],
  ['lib.fileset.toList (lib.fileset.intersection ./modules (lib.fileset.union ./modules/b.nix ./data.json))', '[ /work/modules/b.nix ]'],
  ['(lib.fileset.toSource { root = ./.; fileset = ./modules; }).origSrc', '/work'],
  ['map import (lib.fileset.toList ./modules/b.nix)', '[ { b = 1; } ]'],
])('%s is %s', (expression, outcome) => {
  expect(shape(lib.value(expression))).toBe(outcome);
});
