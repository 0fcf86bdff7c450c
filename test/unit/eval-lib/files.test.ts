// Library functions that read files, over a folder in memory.
import { beforeAll, expect, test } from 'vitest';
import { type LibEvaluator, libEvaluator, shape } from './support';

const FILES = {
  '/project/data.json': '{ "a": [1, null] }',
  '/project/data.toml': 'a = 1\n',
  '/project/name.txt': 'laptop\n',
  '/project/modules/b.nix': '{ b = 1; }',
  '/project/modules/a/default.nix': '{ a = 1; }',
  '/project/modules/a/notes.md': 'x',
  '/project/modules/a-b.nix': 'arg: { inherit arg; }',
  '/project/pkgs/hello.nix': '{ greeting }: { says = greeting; }',
  '/project/pkgs/tools/world/package.nix': '{ greeting }: { world = greeting; }',
  '/project/haskell/app/app.cabal': '',
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
  ['(lib.modules.importTOML ./data.toml)._file', '/project/data.toml'],
  ['lib.modules.importApply ./modules/a-b.nix 5', '{ _file = /project/modules/a-b.nix; imports = [ { arg = 5; } ]; }'],
  ['lib.pathExists ./data.json', 'true'],
  ['lib.pathIsDirectory ./modules', 'true'],
  ['lib.pathIsDirectory ./data.json', 'false'],
  ['lib.pathIsRegularFile ./data.json', 'true'],
  ['lib.pathIsRegularFile ./missing.json', 'false'],
  ['lib.pathType ./modules', '"directory"'],
  [
    'lib.filesystem.listFilesRecursive ./modules',
    '[ /project/modules/a/default.nix /project/modules/a/notes.md /project/modules/a-b.nix /project/modules/b.nix ]',
  ],
  [
    'lib.filter (lib.hasSuffix ".nix") (map toString (lib.filesystem.listFilesRecursive ./modules))',
    '[ "/project/modules/a/default.nix" "/project/modules/a-b.nix" "/project/modules/b.nix" ]',
  ],
  [
    'lib.filter (lib.hasSuffix ".nix") (lib.filesystem.listFilesRecursive ./modules)',
    '[ /project/modules/a/default.nix /project/modules/a-b.nix /project/modules/b.nix ]',
  ],
  [
    'lib.filter (path: !(lib.hasSuffix "default.nix" path)) [ ./modules/a/default.nix ./modules/b.nix ]',
    '[ /project/modules/b.nix ]',
  ],
  // As a string a path is that of its copy in the store: the slash before its name is none there.
  ['lib.hasSuffix "/b.nix" ./modules/b.nix', 'false'],
  ['lib.hasSuffix "-b.nix" "${./modules/b.nix}"', 'true'],
  ['lib.hasSuffix "0-b.nix" ./modules/b.nix', '?'],
  ['lib.hasInfix "b.n" ./modules/b.nix', 'true'],
  ['lib.hasSuffix "-source" (lib.cleanSource ./modules)', 'true'],
  ['lib.hasSuffix "-x" "${lib.cleanSourceWith { src = ./modules; name = "x"; }}"', 'true'],
  // The hash of a store path has no e, o, t and u in it, and nothing but letters and digits.
  ['lib.hasInfix "modules" ./modules/b.nix', 'false'],
  ['lib.hasInfix "/_" ./modules/_b.nix', 'false'],
  ['lib.hasInfix "-_b" ./modules/_b.nix', 'true'],
  ['lib.hasInfix "nix/store" ./modules/b.nix', 'true'],
  ['lib.hasInfix "/ab" ./modules/b.nix', '?'],
  ['lib.hasInfix "z-b" ./modules/b.nix', '?'],
  ['lib.hasInfix "" ./modules/b.nix', 'true'],
  ['lib.hasInfix "/_" "${./modules}/_b.nix"', 'true'],
  ['lib.hasInfix "/_" "${./modules}/b.nix"', 'false'],
  ['lib.hasInfix "${lib.strings.replicate 100 "/"}" ./modules/b.nix', '?'],
  [
    'builtins.filter (path: lib.hasSuffix ".nix" path && !lib.hasInfix "/_" path) [ ./modules/b.nix ]',
    '[ /project/modules/b.nix ]',
  ],
  ['lib.hasSuffix ".nix" "${./modules}/b.nix"', 'true'],
  ['lib.removeSuffix ".nix" ./modules/b.nix', '?'],
  ['lib.filesystem.resolveDefaultNix ./modules', '/project/modules/default.nix'],
  ['lib.filesystem.resolveDefaultNix ./data.json', '/project/data.json'],
  ['lib.filesystem.locateDominatingFile "(.*)\\\\.toml" ./modules/a', '{ matches = [ [ "data" ] ]; path = /project; }'],
  ['lib.filesystem.haskellPathsInDir ./haskell', '{ app = /project/haskell/app; }'],
  [
    '(lib.packagesFromDirectoryRecursive { callPackage = lib.callPackageWith { greeting = "hi"; }; directory = ./pkgs; }).hello.says',
    '"hi"',
  ],
  [
    '(lib.packagesFromDirectoryRecursive { callPackage = lib.callPackageWith { greeting = "hi"; }; directory = ./pkgs; }).tools.world.world',
    '"hi"',
  ],
  [
    'lib.fileset.toList ./modules',
    '[ /project/modules/a/default.nix /project/modules/a/notes.md /project/modules/a-b.nix /project/modules/b.nix ]',
  ],
  [
    'lib.fileset.toList (lib.fileset.fileFilter (file: file.hasExt "nix") ./modules)',
    '[ /project/modules/a/default.nix /project/modules/a-b.nix /project/modules/b.nix ]',
  ],
  [
    'lib.fileset.toList (lib.fileset.unions [ ./data.json ./modules/b.nix (lib.fileset.maybeMissing ./missing) ])',
    '[ /project/data.json /project/modules/b.nix ]',
  ],
  [
    'lib.fileset.toList (lib.fileset.difference ./modules ./modules/a)',
    '[ /project/modules/a-b.nix /project/modules/b.nix ]',
  ],
  [
    'lib.fileset.toList (lib.fileset.intersection ./modules (lib.fileset.union ./modules/b.nix ./data.json))',
    '[ /project/modules/b.nix ]',
  ],
  ['(lib.fileset.toSource { root = ./.; fileset = ./modules; }).origSrc', '/project'],
  ['map import (lib.fileset.toList ./modules/b.nix)', '[ { b = 1; } ]'],
])('%s is %s', (expression, outcome) => {
  expect(shape(lib.value(expression))).toBe(outcome);
});
