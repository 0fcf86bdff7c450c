// Sources that are evaluated themselves: the nixpkgs that is locked, and whatever else Nix has put into its store. What
// is not there is left out, and told of.

import type { Interpreter } from '../eval/interpreter';
import type { FileLoader } from '../eval/loader';
import { EMPTY_ATTRS, OpaqueValue, PathValue, type Slot, type Value } from '../eval/values';
import { type KnownSource, knownSource } from './known-sources';
import type { InputSource } from './lock';
import { HOME_MANAGER, madeWith, NIXPKGS, systemFunction } from './systems';

export interface RealSources {
  /** Where an input lies; undefined where it is not there. */
  folderOf(source: InputSource, name: string): string | undefined;
  /** The same of a source that is known by its name, however it is fetched. */
  knownFolder(known: KnownSource): string | undefined;
  /** Something that a configuration uses is not there: a module of it is taken as an empty one. */
  leaveOut(what: string): void;
}

/** Inputs where they lie in the store; those of the sources that the user or the machine names, else, there. */
export function realSources(
  named: Readonly<Partial<Record<KnownSource, string | undefined>>>,
  isThere: (folder: string) => boolean,
  leaveOut: (what: string) => void,
): RealSources {
  const knownFolder = (known: KnownSource): string | undefined => named[known];
  return {
    knownFolder,
    folderOf({ stored, path, description }, name) {
      if (path !== undefined) return undefined;
      if (stored !== undefined && isThere(stored)) return stored;
      const known = knownSource(description, name);
      return known && knownFolder(known);
    },
    leaveOut,
  };
}

const EVAL_CONFIG = '/nixos/lib/eval-config.nix';

const HOMES = '/modules/default.nix';
/** What lies beside it in every Home Manager. */
const HOME_LIBRARY = '/modules/lib/stdlib-extended.nix';

/** Whether a file is what makes homes, in a Home Manager wherever it lies. */
export const isHomeManager = (path: string, files: Pick<FileLoader, 'kind'>): boolean =>
  path.endsWith(HOMES) && files.kind(path.slice(0, -HOMES.length) + HOME_LIBRARY, 'import') === 'file';

/** What makes systems and homes is told by its name alone: they are evaluated when somebody asks. */
export function realFile(path: string, files: Pick<FileLoader, 'kind'>): Value | undefined {
  const isHome = isHomeManager(path, files);
  if (!isHome && !path.endsWith(EVAL_CONFIG)) return undefined;
  const folder = path.slice(0, -(isHome ? HOMES : EVAL_CONFIG).length);
  const make = systemFunction(isHome ? 'home-manager' : 'nixos', (argument, site) =>
    madeWith(folder, argument, site, isHome ? HOME_MANAGER : NIXPKGS),
  );
  return make.kind === 'thunk' ? make.force() : make;
}

/** A source as a value: what lies in its folder, or something whose modules are empty. */
export function realSource(
  path: string,
  known: KnownSource | undefined,
  real: RealSources,
  interpreter: Interpreter,
): OpaqueValue {
  const folder = known && real.knownFolder(known);
  if (folder === undefined) return absent(path, real);
  return new OpaqueValue(path, 'plain', (name) => (name === 'outPath' ? new PathValue(folder) : undefined), {
    place: folder,
    file: (below) => interpreter.importFile(folder + below),
  });
}

const MODULE_SETS = /^((nixos|home|homeManager|flake)?modules?|(nixos|home|homeManager)Modules?)$/i;

function absent(path: string, real: RealSources): OpaqueValue {
  const empty = (what: string): Slot => {
    real.leaveOut(what);
    return EMPTY_ATTRS;
  };
  return new OpaqueValue(path, 'plain', (name) => {
    if (!MODULE_SETS.test(name)) return undefined;
    const set = `${path}.${name}`;
    return name.endsWith('s') ? new OpaqueValue(set, 'module', (module) => empty(`${set}.${module}`)) : empty(set);
  });
}
