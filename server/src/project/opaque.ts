// Things from outside the workspace that configurations use by name: nixpkgs, other flake inputs, the packages.
import type { Interpreter } from '../eval/interpreter';
import { libValue } from '../eval/lib/index';
import { formatType } from '../eval/lib/types';
import { primop } from '../eval/primop';
import { AttrsValue, attrs, type Entry, OpaqueValue, type Slot } from '../eval/values';

/** The attribute under which our `nixosSystem` keeps what it was called with. */
export const SYSTEM_MARKER = '__system';

/** `pkgs`, whose `lib` is the library. */
export function packages(interpreter: Interpreter, path = 'pkgs'): OpaqueValue {
  const known = new Map<string, () => Slot>([
    ['lib', () => libValue(interpreter)],
    ['pkgs', () => packages(interpreter, path)],
    ['formats', () => formats(path)],
  ]);
  return new OpaqueValue(path, 'package', (name) => known.get(name)?.());
}

/** The formats whose values are sets, lists and scalars (pkgs/pkgs-lib/formats.nix). */
const FORMATS: ReadonlySet<string> = new Set(['json', 'yaml', 'yaml_1_1', 'toml', 'ini', 'keyValue']);

/** `pkgs.formats`: `(pkgs.formats.json { }).type` is how options of free settings are declared. */
function formats(path: string): OpaqueValue {
  return new OpaqueValue(`${path}.formats`, 'plain', (name) =>
    FORMATS.has(name)
      ? primop(name, 1, () =>
          attrs([
            ['type', formatType(name)],
            ['generate', new OpaqueValue(`${path}.formats.${name}.generate`, 'package')],
          ]),
        )
      : undefined,
  );
}

/** `modulesPath`: NixOS's own modules, known by name only. */
export const MODULES_PATH = new OpaqueValue('modulesPath', 'module');

/** A flake input that is not read. */
export function input(interpreter: Interpreter, name: string): OpaqueValue {
  const path = `inputs.${name}`;
  const isNixpkgs = /nixpkgs|nixos|stable/i.test(name);
  return new OpaqueValue(path, 'plain', (attribute) => {
    switch (attribute) {
      case 'lib':
        return isNixpkgs ? systemLib(interpreter) : libraryOf(path);
      case 'legacyPackages':
        return isNixpkgs
          ? new OpaqueValue(`${path}.legacyPackages`, 'package', (system) => packages(interpreter, `${path}.legacyPackages.${system}`))
          : undefined;
      case 'nixosModules':
      case 'nixosModule':
      case 'homeManagerModules':
      case 'homeModules':
      case 'darwinModules':
        return new OpaqueValue(`${path}.${attribute}`, 'module');
      default:
        return undefined;
    }
  });
}

/** The library of nixpkgs as its flake gives it: with `nixosSystem`. */
export function systemLib(interpreter: Interpreter): AttrsValue {
  const lib = libValue(interpreter);
  const entries = new Map<string, Entry>(lib.entries);
  entries.set('nixosSystem', { slot: systemFunction('nixos'), origin: undefined });
  return new AttrsValue(entries, lib.open);
}

/** Another input's library: only what makes systems is known. */
function libraryOf(path: string): OpaqueValue {
  return new OpaqueValue(`${path}.lib`, 'plain', (name) =>
    name === 'homeManagerConfiguration' ? systemFunction('home-manager') : undefined,
  );
}

/** A function that keeps its argument, to be found again behind `nixosConfigurations`. */
function systemFunction(kind: 'nixos' | 'home-manager'): Slot {
  return primop(`${kind}System`, 1, ([argument]) =>
    attrs([
      [SYSTEM_MARKER, attrs([[kind, argument as Slot]])],
      ['config', new OpaqueValue('another system', 'plain')],
      ['pkgs', new OpaqueValue("another system's pkgs", 'package')],
    ]),
  );
}
