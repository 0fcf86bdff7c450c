// Things from outside the workspace that configurations use by name: the packages, NixOS's own modules.
import { callOpaque } from '../eval/identity';
import type { Interpreter } from '../eval/interpreter';
import { libValue } from '../eval/lib/index';
import { elaborate } from '../eval/lib/systems';
import { formatType } from '../eval/lib/types/types';
import { unaryFunction } from '../eval/primop';
import { force } from '../eval/thunk';
import { type AttrsValue, attrs, OpaqueValue, type Slot, type Value } from '../eval/values';
import { testFunction } from './nixos-tests';

/** What is known of the system that packages are made for, as `stdenv.hostPlatform` says it. */
export type Platform = AttrsValue;

/** The platform of a system as `x86_64-linux`, where its name is known. */
export function platformOf(system: Value): Platform | undefined {
  return system.kind === 'string' ? elaborate(system.text) : undefined;
}

/** Finds out a platform, when something of it is asked for. */
export type FindPlatform = () => Platform | undefined;

/** The platform that packages are made for; undefined where they are none, or nothing is known of it. */
export function platformOfPackages(value: Value): Platform | undefined {
  return value instanceof PackagesFor ? value.platform() : undefined;
}

/** Packages that are made for a platform which can be asked for. */
class PackagesFor extends OpaqueValue {
  constructor(
    path: string,
    resolve: (name: string) => Slot | undefined,
    readonly platform: FindPlatform,
  ) {
    super(path, 'package', resolve);
  }
}

/** `pkgs`, whose `lib` is the library. */
export function packages(interpreter: Interpreter, path = 'pkgs', platform?: FindPlatform): OpaqueValue {
  const known = new Map<string, () => Slot>([
    ['lib', () => libValue(interpreter)],
    ['pkgs', () => packages(interpreter, path, platform)],
    ['formats', () => formats(path)],
    ['path', () => nixpkgsOf(path, interpreter)],
    ['testers', () => testers(`${path}.testers`, interpreter)],
    ['nixosTest', () => testFunction('makeTest', interpreter)],
    ...['applyPatches', 'srcOnly'].map((name): [string, () => Slot] => [
      name,
      () => new OpaqueValue(`${path}.${name}`, 'package', undefined, { call: patchedSource(name) }),
    ]),
  ]);
  if (platform === undefined) return new OpaqueValue(path, 'package', (name) => known.get(name)?.());
  for (const name of ['stdenv', 'stdenvNoCC', 'clangStdenv', 'gccStdenv'])
    known.set(name, () => stdenv(`${path}.${name}`, platform));
  known.set('hostPlatform', () => hostPlatform(`${path}.hostPlatform`, platform));
  known.set('system', () => platform()?.get('system') ?? new OpaqueValue(`${path}.system`, 'plain'));
  return new PackagesFor(path, (name) => known.get(name)?.(), platform);
}

/**
 * A standard environment, of which only the platform is known (pkgs/stdenv/generic/default.nix: `isLinux` and others
 * are short for `hostPlatform.isLinux`).
 */
function stdenv(path: string, platform: FindPlatform): OpaqueValue {
  return new OpaqueValue(path, 'package', (name) => {
    if (name === 'hostPlatform') return hostPlatform(`${path}.hostPlatform`, platform);
    return name === 'system' || /^is[A-Z0-9]/.test(name) ? platform()?.get(name) : undefined;
  });
}

/** What is not known of a platform is still one and the same thing wherever it is asked for. */
function hostPlatform(path: string, platform: FindPlatform): OpaqueValue {
  return new OpaqueValue(path, 'plain', (name) => platform()?.get(name));
}

/** `pkgs.path`: nixpkgs itself, of which some files are known. */
function nixpkgsOf(path: string, interpreter: Interpreter): OpaqueValue {
  return new OpaqueValue(`${path}.path`, 'plain', undefined, {
    file: (below) => interpreter.outside()?.source('<nixpkgs>')?.known?.file?.(below),
  });
}

/** `pkgs.testers`, of which the two make machines that are systems. */
function testers(path: string, interpreter: Interpreter): OpaqueValue {
  return new OpaqueValue(path, 'package', (name) =>
    name === 'runNixOSTest' || name === 'nixosTest'
      ? testFunction(name === 'nixosTest' ? 'makeTest' : 'runTest', interpreter)
      : undefined,
  );
}

/** `pkgs.applyPatches { src; patches; … }`, `pkgs.srcOnly { … }`: its files are taken for those of the source. */
const patchedSource =
  (name: string) =>
  (argument: Slot): Value => {
    const copy = callOpaque(new OpaqueValue(name, 'package'), argument);
    return new OpaqueValue(() => copy.path, 'package', undefined, {
      file(below) {
        const given = force(argument);
        const slot = given.kind === 'attrs' ? given.get('src') : undefined;
        const source = slot === undefined ? undefined : force(slot);
        return source?.kind === 'opaque' ? source.known?.file?.(below) : undefined;
      },
    });
  };

/** The formats whose values are sets, lists and scalars (pkgs/pkgs-lib/formats.nix). */
const FORMATS: ReadonlySet<string> = new Set(['json', 'yaml', 'yaml_1_1', 'toml', 'ini', 'keyValue']);

/** `pkgs.formats`: `(pkgs.formats.json { }).type` is how options of free settings are declared. */
function formats(path: string): OpaqueValue {
  return new OpaqueValue(`${path}.formats`, 'plain', (name) =>
    FORMATS.has(name)
      ? unaryFunction(name, () =>
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
