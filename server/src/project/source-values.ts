// Sources from outside as values: a flake input, a pin, `<nixpkgs>`. What is not known of them is opaque.

import { apply } from '../eval/apply';
import type { Interpreter } from '../eval/interpreter';
import { force } from '../eval/thunk';
import {
  type AttrsValue,
  attrs,
  list,
  NULL,
  OpaqueValue,
  type Slot,
  string,
  unknown,
  type Value,
} from '../eval/values';
import type { NixParser } from '../syntax/parser';
import { frameworkOf, type Library } from './frameworks';
import { type KnownSource, knownSource } from './known-sources';
import type { InputSource } from './lock';
import { Nixpkgs } from './nixpkgs';
import { type RealSources, realSource } from './real-sources';
import { classicHome, systemFunction, wrappedSystem } from './systems';

/** Attributes of a flake that hold modules. */
const MODULE_SETS: ReadonlySet<string> = new Set(
  'nixosModules nixosModule homeManagerModules homeManagerModule homeModules darwinModules darwinModule flakeModules flakeModule modules'.split(
    ' ',
  ),
);
/** Attributes of a flake that hold packages. */
const PACKAGE_SETS: ReadonlySet<string> = new Set(['packages', 'defaultPackage', 'overlays']);

/** The sources of one interpreter. */
export class SourceValues {
  private readonly frameworks = new Map<`${Library} ${boolean}`, Value | undefined>();
  readonly nixpkgs: Nixpkgs;

  constructor(
    private readonly interpreter: Interpreter,
    private readonly parser: NixParser,
    private readonly real?: RealSources,
  ) {
    this.nixpkgs = new Nixpkgs(interpreter, moduleSet);
  }

  /**
   * A source that is not read.
   * @param path what it is called where it stands: `inputs.nixpkgs`.
   * @param description how it is fetched.
   * @param name its usual name, where the description may be missing.
   * @param origin where its own inputs are told from.
   */
  source(path: string, description: string, name?: string, origin?: InputSource): OpaqueValue {
    const known = knownSource(description, name);
    if (this.real !== undefined) return realSource(path, known, this.real, this.interpreter);
    switch (known) {
      case 'nixpkgs':
        return this.nixpkgs.source(path, origin?.stored);
      case 'home-manager':
        return this.homeManager(path);
      case 'darwin':
        return new OpaqueValue(path, 'plain', (attribute) =>
          attribute === 'lib' ? darwinLibrary(path) : moduleSet(path, attribute),
        );
      case undefined:
        return stranger(path, architectures(description), origin && (() => this.inputsOf(path, origin)));
      default:
        return this.framework(path, known, origin !== undefined && isNixpkgs(origin.input('nixpkgs-lib')));
    }
  }

  /** What a flake that is not read is made from: as the lock file says, else by the usual names. */
  private inputsOf(path: string, origin: InputSource): OpaqueValue {
    const all = `${path}.inputs`;
    return new OpaqueValue(all, 'plain', (name) => {
      const source = origin.input(name);
      return this.source(`${all}.${name}`, source.description, name, source);
    });
  }

  private homeManager(path: string): OpaqueValue {
    return new OpaqueValue(
      path,
      'plain',
      (attribute) => {
        if (attribute === 'lib') return homeLibrary(path);
        // One name for all of them: which modules it has is known, see modules/nixpkgs-modules.ts.
        if (/^nixosModules?$/.test(attribute)) return new OpaqueValue(`inputs.home-manager.${attribute}`, 'module');
        if (/^flakeModules?$/.test(attribute))
          return attrs([
            ['home-manager', attrs([])],
            ['default', attrs([])],
          ]);
        return moduleSet(path, attribute);
      },
      {
        file(below) {
          switch (below.replace(/\/(default\.nix)?$/, '')) {
            case '/modules':
              return force(classicHome);
            case '/nixos':
              return new OpaqueValue('inputs.home-manager.nixosModules.home-manager', 'module');
            default:
              return undefined;
          }
        },
      },
    );
  }

  /** A part of nixpkgs in our own words. */
  library(name: 'nixos-tests' | 'colmena'): Value | undefined {
    const key = `${name} false` as const;
    if (!this.frameworks.has(key)) this.frameworks.set(key, frameworkOf(name, this.interpreter, this.parser, NULL));
    return this.frameworks.get(key);
  }

  /** @param hasFlakeLib its library is that of nixpkgs' flake. */
  private framework(path: string, known: KnownSource, hasFlakeLib: boolean): OpaqueValue {
    const key = `${known} ${hasFlakeLib}` as const;
    const value = (): Value | undefined => {
      if (!this.frameworks.has(key))
        this.frameworks.set(
          key,
          frameworkOf(known, this.interpreter, this.parser, hasFlakeLib ? this.nixpkgs.flakeLib : NULL),
        );
      return this.frameworks.get(key);
    };
    const at = (name: string): Slot | undefined => {
      const set = value();
      return set?.kind === 'attrs' ? set.get(name) : undefined;
    };
    return new OpaqueValue(path, 'plain', (attribute) => at(attribute) ?? moduleSet(path, attribute), {
      call: (argument, site) => {
        const functor = at('__functor');
        return functor === undefined
          ? unknown('opaque', `a call of ${path}`, site)
          : apply(value() as Value, argument, site);
      },
      file(below) {
        const files = at('__files');
        const set = files === undefined ? undefined : force(files);
        const file = set?.kind === 'attrs' ? set.get(below) : undefined;
        return file === undefined ? undefined : force(file);
      },
    });
  }
}

/**
 * Whether an input is nixpkgs as a whole: its library alone, in a repository or a folder of its own, makes no systems.
 */
const isNixpkgs = ({ description }: InputSource): boolean =>
  description !== '' && knownSource(description, undefined) === 'nixpkgs' && !/nixpkgs\.lib|[?&]dir=/.test(description);

const ALL = ['aarch64-darwin', 'aarch64-linux', 'x86_64-darwin', 'x86_64-linux'];

/** The list that a repository of nix-systems evaluates to. */
function architectures(description: string): Value | undefined {
  const which = /[/:]nix-systems\/([\w-]+)/.exec(description)?.[1];
  if (which === undefined) return undefined;
  const chosen =
    which === 'default'
      ? ALL
      : which.startsWith('default-')
        ? ALL.filter((name) => name.endsWith(which.slice(7)))
        : [which];
  return list(chosen.map(string));
}

/**
 * A source nobody knows. `value` is what importing it gives, where that is known. Where it offers `nixosSystem`, that
 * is taken for nixpkgs' with modules of its own.
 */
function stranger(path: string, value: Value | undefined, inputs: (() => OpaqueValue) | undefined): OpaqueValue {
  const resolve = (attribute: string): Slot | undefined => {
    if (attribute === 'inputs') return inputs?.();
    return attribute === 'lib' ? strangerLibrary(`${path}.lib`) : moduleSet(path, attribute);
  };
  return new OpaqueValue(path, 'plain', resolve, value && { file: (below) => (below === '' ? value : undefined) });
}

function strangerLibrary(path: string): OpaqueValue {
  return new OpaqueValue(path, 'plain', (name) => {
    switch (name) {
      case 'nixosSystem':
        return wrappedSystem(`${path}.nixosSystem`);
      case 'darwinSystem':
      case 'nixOnDroidConfiguration':
      case 'makeSystemConfig':
        return systemFunction('darwin');
      case 'homeManagerConfiguration':
        return systemFunction('home-manager');
      default:
        return undefined;
    }
  });
}

function moduleSet(path: string, attribute: string): OpaqueValue | undefined {
  if (MODULE_SETS.has(attribute)) return new OpaqueValue(`${path}.${attribute}`, 'module');
  return PACKAGE_SETS.has(attribute) ? new OpaqueValue(`${path}.${attribute}`, 'package') : undefined;
}

/** All that Home Manager's library has, so that it can be laid over another one. */
const homeLibrary = (path: string): AttrsValue =>
  attrs([
    ['hm', new OpaqueValue(`${path}.lib.hm`, 'plain')],
    ['homeManagerConfiguration', systemFunction('home-manager')],
  ]);

/** All that it has ever had (flake.nix of nix-darwin): `nixpkgs.lib // darwin.lib` is known. */
const darwinLibrary = (path: string): AttrsValue =>
  attrs([
    ['darwinSystem', systemFunction('darwin')],
    ['evalConfig', new OpaqueValue(`${path}.lib.evalConfig`, 'plain')],
  ]);
