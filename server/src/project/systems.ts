// What makes a system: `nixosSystem` and its relatives. They keep what they were called with, to be found again
// behind `nixosConfigurations`.

import { update } from '../eval/collections';
import { expectAttrs, unaryFunction } from '../eval/primop';
import type { Site } from '../eval/site';
import { force, lazily } from '../eval/thunk';
import { choose } from '../eval/unknowns';
import {
  type AttrsValue,
  attrs,
  EMPTY_LIST,
  list,
  NULL,
  OpaqueValue,
  PathValue,
  type Slot,
  unknown,
  type Value,
} from '../eval/values';
import type { SystemKind } from '../modules/system-options';

/** Where the nixpkgs lies whose function a system was made with: an attribute of its argument. */
export const NIXPKGS = '__nixpkgs';
/** The same of a Home Manager. */
export const HOME_MANAGER = '__homeManager';

/** The attribute that tells a system from other sets. */
export const MARKER = '__system';

/**
 * A call that makes a system of modules. `darwin` stands for all that are seen, but not analysed: nix-darwin,
 * nix-on-droid, system-manager.
 */
export interface MadeSystem {
  readonly kind: SystemKind | 'darwin';
  readonly argument: AttrsValue;
}

/** All of NixOS's own modules, as its module-list.nix names them: what is evaluated with them is a NixOS system. */
export const MODULE_LIST = new OpaqueValue('nixos/modules/module-list.nix', 'module');

/** The arguments that are lists of modules, the first ones first: nixpkgs' nixos/lib/eval-config.nix. */
export const MODULE_ARGUMENTS: readonly string[] = ['extraModules', 'modules'];

type Make = (argument: AttrsValue, site: Site) => AttrsValue;

/**
 * A function of a set that makes a system.
 * @param change what the function does to its argument before that: other names, modules of its own.
 */
export function systemFunction(kind: MadeSystem['kind'], change: Make = (argument) => argument): Slot {
  return unaryFunction(`${kind}System`, (argument, site) =>
    expectAttrs(argument, site, (given) => systemValue(kind, change(given, site), site)),
  );
}

function systemValue(kind: MadeSystem['kind'], argument: AttrsValue, site: Site): Value {
  const extendModules = unaryFunction('extendModules', (more) =>
    expectAttrs(more, site, (given) =>
      systemValue(kind, withModules(argument, given.get('modules') ?? EMPTY_LIST, site), site),
    ),
  );
  return attrs([
    [MARKER, markerOf({ kind, argument })],
    ['_type', new OpaqueValue('configuration', 'plain')],
    ['config', configurationOf({ kind, argument })],
    ['options', new OpaqueValue("another system's options", 'plain')],
    ['pkgs', argument.get('pkgs') ?? new OpaqueValue("another system's pkgs", 'package')],
    ['lib', argument.get('lib') ?? unknown('argument', "another system's lib")],
    ['extendModules', extendModules],
    ['activationPackage', new OpaqueValue("another system's activationPackage", 'package')],
  ]);
}

let read: ((system: MadeSystem) => Value) | undefined;

/**
 * Runs work that may look into the configurations of the systems it meets: hosts are called by what they configure.
 * Everywhere else the configuration of another system is opaque, because a fleet whose hosts all read one another would
 * be evaluated for each of them.
 */
export function lookingInside<T>(reader: (system: MadeSystem) => Value, work: () => T): T {
  const before = read;
  read = reader;
  const result = work();
  read = before;
  return result;
}

function configurationOf(system: MadeSystem): OpaqueValue {
  let config: Value | undefined;
  return new OpaqueValue('another system', 'plain', (name) => {
    config ??= read?.(system);
    return config?.kind === 'opaque' ? config.resolve?.(name) : undefined;
  });
}

/** The argument with more modules, as one module that imports them all. */
function withModules(argument: AttrsValue, more: Slot, site: Site): AttrsValue {
  const before = argument.get('modules') ?? EMPTY_LIST;
  return withAttrs(argument, [['modules', list([attrs([['imports', before]]), attrs([['imports', more]])])]], site);
}

function withAttrs(argument: AttrsValue, more: readonly (readonly [string, Slot])[], site: Site): AttrsValue {
  const result = update(argument, attrs(more), site);
  return result.kind === 'attrs' ? result : argument;
}

/** What a system was made with, if the value is one. */
export function systemOf(value: Value): MadeSystem | undefined {
  const marker = value.kind === 'attrs' ? value.get(MARKER) : undefined;
  const made = marker === undefined ? undefined : force(marker);
  if (made?.kind !== 'attrs') return undefined;
  for (const kind of ['nixos', 'home-manager', 'darwin'] as const) {
    const slot = made.get(kind);
    const argument = slot === undefined ? undefined : force(slot);
    if (argument?.kind === 'attrs') return { kind, argument };
  }
  return undefined;
}

/** What tells a system of a kind, made with an argument. */
const markerOf = ({ kind, argument }: MadeSystem): Value => attrs([[kind, argument]]);

/** Lists of modules inside modules are looked into this far for NixOS's own. */
const LIST_DEPTH = 2;

/**
 * What marks the result of `lib.evalModules argument`: it is a NixOS system where NixOS's own
 * modules are among the modules.
 */
export function markerOfModules(argument: AttrsValue, site: Site): Value {
  const own = withoutModuleList(argument.get('modules') ?? EMPTY_LIST, LIST_DEPTH, site);
  return own === undefined
    ? NULL
    : markerOf({ kind: 'nixos', argument: withAttrs(argument, [['modules', own]], site) });
}

/** A list of modules without NixOS's own; undefined where they are not in it. */
function withoutModuleList(modules: Slot, depth: number, site: Site): Value | undefined {
  const value = force(modules);
  if (depth === 0) return undefined;
  if (value.kind === 'choice') {
    const lists = value.options.map((option) => withoutModuleList(option, depth - 1, site));
    return lists.every((one) => one !== undefined) ? choose(lists, value.reason) : undefined;
  }
  if (value.kind !== 'list') return undefined;
  let found = false;
  const rest = value.items.flatMap((item): readonly Slot[] => {
    const module = force(item);
    const imports = module.kind === 'attrs' ? module.get('imports') : undefined;
    const inner = imports && withoutModuleList(imports, depth - 1, site);
    found ||= module === MODULE_LIST || inner !== undefined;
    if (module === MODULE_LIST) return [];
    return inner === undefined || module.kind !== 'attrs'
      ? [item]
      : [update(module, attrs([['imports', inner]]), site)];
  });
  return found ? list(rest, value.open) : undefined;
}

/** nixpkgs' nixos/lib/eval-config.nix. @param folder where it lies. */
export const evalConfig = (folder: string | undefined): Slot =>
  systemFunction('nixos', (argument, site) => madeWith(folder, argument, site));

/** The argument with where the nixpkgs, or the Home Manager, lies that takes it. */
export const madeWith = (
  folder: string | undefined,
  argument: AttrsValue,
  site: Site,
  of: typeof NIXPKGS | typeof HOME_MANAGER = NIXPKGS,
): AttrsValue => (folder === undefined ? argument : withAttrs(argument, [[of, new PathValue(folder)]], site));

/** nixpkgs' nixos/default.nix: one `configuration`. */
export const classicSystem = systemFunction('nixos', (argument, site) => {
  const configuration = argument.get('configuration');
  const special = argument.get('extraSpecialArgs') ?? argument.get('specialArgs');
  const renamed = special === undefined ? argument : withAttrs(argument, [['specialArgs', special]], site);
  return configuration === undefined ? renamed : withModules(renamed, list([configuration]), site);
});

/** Home Manager's modules/default.nix: one `configuration`. */
export const classicHome = systemFunction('home-manager', (argument, site) => {
  const configuration = argument.get('configuration');
  return configuration === undefined ? argument : withModules(argument, list([configuration]), site);
});

/** As `nixosSystem` of a flake that is not read: it may add modules of its own. */
export function wrappedSystem(path: string): Slot {
  return systemFunction('nixos', (argument, site) =>
    withModules(argument, list([new OpaqueValue(`${path} itself`, 'module')]), site),
  );
}

/**
 * nixpkgs' own `lib.nixosSystem`, which hands the library it belongs to on to the modules.
 * @param folder where that nixpkgs lies.
 */
export function nixosSystem(lib: Slot, folder?: string): Slot {
  return systemFunction('nixos', (argument, site) => {
    const given = madeWith(folder, argument, site);
    return given.get('lib') === undefined ? withAttrs(given, [['lib', lazily(site, () => force(lib))]], site) : given;
  });
}
