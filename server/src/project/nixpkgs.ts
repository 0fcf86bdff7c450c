// nixpkgs as a source that is not read: its flake, what importing its files gives, and copies of it with patches.

import type { Interpreter } from '../eval/interpreter';
import { libValue, libWith } from '../eval/lib/index';
import { elaborate } from '../eval/lib/systems';
import { normalise } from '../eval/paths';
import { unaryFunction } from '../eval/primop';
import { force } from '../eval/thunk';
import { type AttrsValue, attrs, list, NULL, OpaqueValue, type Slot, type Value } from '../eval/values';
import { OF_NIXPKGS } from '../modules/nixpkgs-modules';
import { testFunction, testing } from './nixos-tests';
import { type Platform, packages, platformOf } from './opaque';
import { classicSystem, evalConfig, MODULE_LIST, nixosSystem } from './systems';

/** Where NixOS's own modules lie, as `modulesPath` says it. */
const MODULES = '/nixos/modules';

/**
 * What a file is by how its path ends, whatever it lies in: nixpkgs patched, vendored,
 * fetched by somebody's own function.
 */
const ENDINGS = [
  '/nixos/lib/eval-config.nix',
  '/nixos/lib/eval-config-minimal.nix',
  '/nixos/lib/testing-python.nix',
  '/nixos/tests/make-test-python.nix',
  `${MODULES}/module-list.nix`,
];

export class Nixpkgs {
  private readonly libraries = new Map<string | undefined, AttrsValue>();

  constructor(
    private readonly interpreter: Interpreter,
    private readonly moduleSet: (path: string, attribute: string) => Slot | undefined,
  ) {}

  /** The flake. @param path what it is called where it stands. @param folder where it lies, if it may lie somewhere. */
  source(path: string, folder?: string): OpaqueValue {
    const legacy = `${path}.legacyPackages`;
    const resolve = (attribute: string): Slot | undefined => {
      if (attribute === 'lib') return this.flakeLibOf(folder);
      if (attribute === 'legacyPackages')
        return new OpaqueValue(legacy, 'package', (system) =>
          packages(this.interpreter, `${legacy}.${system}`, () => elaborate(system)),
        );
      if (attribute === 'nixosModules') return this.nixosModules(path);
      return this.moduleSet(path, attribute);
    };
    return new OpaqueValue(path, 'plain', resolve, { file: (below) => this.file(path, below, folder) });
  }

  private nixosModules(path: string): OpaqueValue {
    return new OpaqueValue(`${path}.nixosModules`, 'module', (name) => {
      const file = OF_NIXPKGS.get(name);
      return file === undefined ? undefined : new OpaqueValue(`${MODULES}${file}`, 'module');
    });
  }

  /**
   * What importing a file of it gives, where that is known. @param below starts with a slash,
   * or is empty for nixpkgs itself. @param folder where it lies.
   */
  file(path: string, below: string, folder?: string): Value | undefined {
    const { interpreter } = this;
    switch (
      normalise(`${below}/`)
        .replace(/(^|\/)default\.nix$/, '')
        .replace(/\/$/, '')
    ) {
      case '':
        return unaryFunction('nixpkgs', (argument) =>
          packages(interpreter, `pkgs of ${path}`, () => platformGiven(argument)),
        );
      case '/lib':
        return libValue(interpreter);
      case '/flake.nix':
        return attrs([['outputs', unaryFunction('outputs', () => this.source(path, folder))]]);
      case '/nixos':
        return force(classicSystem);
      case '/nixos/lib':
        return unaryFunction('nixos-lib', () => this.nixosLib);
      case '/nixos/lib/eval-config.nix':
        return force(evalConfig(folder));
      case '/nixos/lib/eval-config-minimal.nix':
        return unaryFunction('eval-config-minimal', () => this.nixosLib);
      case '/nixos/lib/testing-python.nix':
        return unaryFunction('testing-python', () => testing(interpreter));
      case '/nixos/tests/make-test-python.nix':
        return force(testFunction('makeTest', interpreter));
      case `${MODULES}/module-list.nix`:
        return list([MODULE_LIST]);
      default:
        return undefined;
    }
  }

  /** What importing a file gives that ends like one of nixpkgs, wherever it lies. */
  fileByEnd(path: string): Value | undefined {
    const ending = ENDINGS.find((end) => path.endsWith(end));
    return ending === undefined ? undefined : this.file('nixpkgs', ending, path.slice(0, -ending.length));
  }

  /** `modulesPath`, whose files may be named by going up from it. */
  get modulesPath(): OpaqueValue {
    return new OpaqueValue('modulesPath', 'module', undefined, {
      file: (below) => this.file('nixpkgs', MODULES + below),
    });
  }

  /** The library as the flake gives it: with `nixosSystem`. */
  get flakeLib(): AttrsValue {
    return this.flakeLibOf(undefined);
  }

  private flakeLibOf(folder: string | undefined): AttrsValue {
    const known = this.libraries.get(folder);
    if (known !== undefined) return known;
    const library = libWith(this.interpreter, [
      ['nixosSystem', (lib) => nixosSystem(lib, folder)],
      ['nixos', () => this.nixosLib],
    ]);
    this.libraries.set(folder, library);
    return library;
  }

  /** `lib.nixos`: nixos/lib/default.nix, whose `evalModules` brings no modules of its own. */
  private get nixosLib(): AttrsValue {
    return attrs([
      ['evalModules', libValue(this.interpreter).get('evalModules') ?? NULL],
      ['runTest', testFunction('runTest', this.interpreter)],
    ]);
  }
}

/** The platform that nixpkgs is imported for: `import nixpkgs { system = "x86_64-linux"; }`. */
function platformGiven(argument: Slot): Platform | undefined {
  const given = force(argument);
  const system = given.kind === 'attrs' ? (given.get('system') ?? given.get('localSystem')) : undefined;
  return system === undefined ? undefined : platformOf(force(system));
}
