// Libraries that flakes are built on, in our own short form: Nix files beside this one, each a function of `lib`
// and of what only we can give.

import { applyAll } from '../eval/apply';
import type { Interpreter } from '../eval/interpreter';
import { libValue } from '../eval/lib/index';
import { binaryFunction, unaryFunction } from '../eval/primop';
import { selectAttr } from '../eval/select';
import { NO_SITE, type Site } from '../eval/site';
import { force, lazily } from '../eval/thunk';
import { AttrsValue, attrs, bool, EMPTY_ATTRS, OpaqueValue, type Slot, unknown, type Value } from '../eval/values';
import type { SyntaxTree } from '../syntax/ast';
import type { NixParser } from '../syntax/parser';
import ADIOS_FLAKE from './frameworks/adios-flake.nix';
import BLUEPRINT from './frameworks/blueprint.nix';
import CLAN from './frameworks/clan.nix';
import COLMENA from './frameworks/colmena.nix';
import EASY_HOSTS from './frameworks/easy-hosts.nix';
import EZ_CONFIGS from './frameworks/ez-configs.nix';
import FLAKE_PARTS from './frameworks/flake-parts.nix';
import FLAKE_UTILS from './frameworks/flake-utils.nix';
import FLAKE_UTILS_PLUS from './frameworks/flake-utils-plus.nix';
import FLAKEGEN from './frameworks/flakegen.nix';
import FLAKELIGHT from './frameworks/flakelight.nix';
import HAUMEA from './frameworks/haumea.nix';
import IMPORT_TREE from './frameworks/import-tree.nix';
import LITE_CONFIG from './frameworks/lite-config.nix';
import NIXOS_TESTS from './frameworks/nixos-tests.nix';
import NIXOS_UNIFIED from './frameworks/nixos-unified.nix';
import SNOWFALL_LIB from './frameworks/snowfall-lib.nix';
import type { KnownSource } from './known-sources';
import { packages } from './opaque';
import { nixosSystem, systemFunction } from './systems';

/** What is written in our own words: libraries that flakes are built on, and a part of nixpkgs. */
export type Library = KnownSource | 'nixos-tests';

const TEXTS: Partial<Record<Library, string>> = {
  'adios-flake': ADIOS_FLAKE,
  blueprint: BLUEPRINT,
  clan: CLAN,
  colmena: COLMENA,
  'easy-hosts': EASY_HOSTS,
  'ez-configs': EZ_CONFIGS,
  'flake-parts': FLAKE_PARTS,
  'flake-utils': FLAKE_UTILS,
  'flake-utils-plus': FLAKE_UTILS_PLUS,
  flakegen: FLAKEGEN,
  flakelight: FLAKELIGHT,
  haumea: HAUMEA,
  'import-tree': IMPORT_TREE,
  'lite-config': LITE_CONFIG,
  'nixos-tests': NIXOS_TESTS,
  'nixos-unified': NIXOS_UNIFIED,
  'snowfall-lib': SNOWFALL_LIB,
};

const trees = new WeakMap<NixParser, Map<Library, SyntaxTree>>();

/**
 * What a library consists of: the attributes of its flake, and under `__files` what its
 * files give when they are imported.
 * @param flakeLib the library of nixpkgs' flake where it is the library's own; null elsewhere.
 */
export function frameworkOf(
  source: Library,
  interpreter: Interpreter,
  parser: NixParser,
  flakeLib: Value,
): Value | undefined {
  const text = TEXTS[source];
  if (text === undefined) return undefined;
  const parsed = trees.get(parser) ?? new Map<Library, SyntaxTree>();
  trees.set(parser, parsed);
  const tree = parsed.get(source) ?? parser.parse(text);
  parsed.set(source, tree);
  const given = attrs([
    ['lib', libValue(interpreter)],
    ['host', hostFunctions(interpreter)],
    ['flakeLib', flakeLib],
  ]);
  return applyAll(interpreter.evaluate(tree, '/', madeUp(source)), [given], NO_SITE);
}

/** What stands for a file in what our own words for a library define. */
const madeUp = (library: string): string => `(${library})`;

/** The library that defines something by its conventions, by what stands for the file. */
export const libraryBehind = (file: string): string | undefined =>
  Object.keys(TEXTS).find((library) => madeUp(library) === file);

/** What the libraries need and Nix has no words for. */
function hostFunctions(interpreter: Interpreter): Value {
  const lib = lazily(NO_SITE, () => libValue(interpreter));
  return attrs([
    ['nixosSystem', nixosSystem(lib)],
    ['homeManagerConfiguration', systemFunction('home-manager')],
    ['darwinSystem', systemFunction('darwin')],
    [
      'nixpkgs',
      attrs([['legacyPackages', new OpaqueValue('nixpkgs.legacyPackages', 'package', () => packages(interpreter))]]),
    ],
    ['opaque', unaryFunction('opaque', (name) => new OpaqueValue(textOf(name), 'plain'))],
    ['opaqueModule', unaryFunction('opaqueModule', (name) => new OpaqueValue(textOf(name), 'module'))],
    ['packagesOf', unaryFunction('packagesOf', (name) => packages(interpreter, textOf(name)))],
    ['callWith', binaryFunction('callWith', (fn, args, site) => callWith(force(fn), args, site))],
    ['knownSet', unaryFunction('knownSet', (value) => (force(value).kind === 'attrs' ? force(value) : EMPTY_ATTRS))],
    ['isClosedSet', unaryFunction('isClosedSet', (slot) => bool(isClosedSet(force(slot))))],
    ['perSystem', binaryFunction('perSystem', perSystem)],
    ['partOf', binaryFunction('partOf', (name, value) => partOf(textOf(name), force(value)))],
  ]);
}

/** A set that has more in it than is seen; any other value as it is. */
const partOf = (name: string, value: Value): Value =>
  isClosedSet(value) ? new AttrsValue(value.entries, unknown('opaque', name)) : value;

const isClosedSet = (value: Value): value is AttrsValue => value.kind === 'attrs' && value.open === undefined;

/** A flake with `packages.${system}` as `packages`, and so on. */
function perSystem(flake: Slot, system: Slot): Value {
  const name = textOf(system);
  return new OpaqueValue(
    () => `perSystem ${name} of a flake`,
    'package',
    (attribute) => lazily(NO_SITE, () => selectAttr(selectAttr(force(flake), attribute, NO_SITE), name, NO_SITE)),
  );
}

/** `fn args` for a function, the value itself for what is none. */
function callWith(value: Value, args: Slot, site: Site): Value {
  return value.kind === 'lambda' ? applyAll(value, [args], site) : value;
}

function textOf(slot: Slot): string {
  const value = force(slot);
  return value.kind === 'string' ? value.text : value.kind === 'opaque' ? value.path : 'something';
}
