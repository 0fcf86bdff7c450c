// What a system declares and defines itself where its specialisations are concerned.
import { elaborate } from '../eval/lib/systems';
import { FALSE, type Slot, TRUE, type Value } from '../eval/values';
import type { MergeClass } from '../options/merge-class';
import type { Declaration } from './declarations';

export type SystemKind = 'nixos' | 'home-manager';

const option = (type: MergeClass, fallback?: Slot): Declaration => ({
  class: type,
  default: fallback,
  readOnly: false,
  apply: undefined,
  files: [],
});

/** The options of `specialisation.<name>`. In Home Manager a specialisation always inherits. */
export const ENTRY_OPTIONS: Readonly<Record<SystemKind, ReadonlyMap<string, Declaration>>> = {
  nixos: new Map([
    ['inheritParentConfig', option({ kind: 'equal', scalar: 'bool' }, TRUE)],
    ['configuration', option({ kind: 'modules' })],
    ['toplevel', option({ kind: 'one' })],
  ]),
  'home-manager': new Map([['configuration', option({ kind: 'modules' })]]),
};
const SPECIALISATION = option({
  kind: 'attrs',
  element: {
    kind: 'submodule',
    freeform: undefined,
    declared: { modules: [], specialArgs: undefined, shorthandOnlyDefinesConfig: true },
  },
});
/** A user is a whole module, which may have imports. */
const HOME: MergeClass = {
  kind: 'submodule',
  freeform: undefined,
  declared: { modules: [], specialArgs: undefined, shorthandOnlyDefinesConfig: false },
};
export const BASE_OPTIONS: Readonly<Record<SystemKind, ReadonlyMap<string, Declaration>>> = {
  nixos: new Map([
    ['specialisation', SPECIALISATION],
    ['isSpecialisation', option({ kind: 'equal', scalar: 'bool' }, FALSE)],
    ['home-manager.users', option({ kind: 'attrs', element: HOME })],
  ]),
  'home-manager': new Map([['specialisation', SPECIALISATION]]),
};
/** What NixOS makes of options whose readers get something else than what is set (nixos/modules/misc/nixpkgs.nix). */
export const APPLIED: Readonly<Record<SystemKind, ReadonlyMap<string, (value: Value) => Value>>> = {
  nixos: new Map([
    ['nixpkgs.hostPlatform', elaborated],
    ['nixpkgs.buildPlatform', elaborated],
  ]),
  'home-manager': new Map(),
};

function elaborated(value: Value): Value {
  return value.kind === 'string' ? elaborate(value.text) : value;
}

/** What modules see as `_class`. */
export const MODULE_CLASS: Readonly<Record<SystemKind, string>> = { nixos: 'nixos', 'home-manager': 'homeManager' };
/**
 * What modules get by `_module.args` from the system itself: lib/modules.nix, nixos/lib/eval-config.nix,
 * nixos/modules/misc/extra-arguments.nix, nixos/lib/testing, and the same of older releases; Home Manager's
 * modules/modules.nix and nixos/common.nix.
 */
const EVERYWHERE = ['extendModules', 'moduleType', 'pkgs', 'modulesPath', 'baseModules'];
export const OWN_ARGUMENTS: Readonly<Record<SystemKind, ReadonlySet<string>>> = {
  nixos: new Set([
    ...EVERYWHERE,
    ...[
      'utils',
      'extraModules',
      'modules',
      'noUserModules',
      'pkgs_i686',
      'check',
      'hostPkgs',
      'nodes',
      'name',
      'testModuleArgs',
    ],
  ]),
  'home-manager': new Set([
    ...EVERYWHERE,
    ...[
      'osConfig',
      'nixosConfig',
      'darwinConfig',
      'osClass',
      'pkgsPath',
      'name',
      'useNixpkgsModule',
      'minimal',
      'confPath',
      'confAttr',
      'check',
    ],
  ]),
};
