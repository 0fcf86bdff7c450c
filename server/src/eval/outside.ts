// What evaluation knows of things that are no files of the workspace: given from outside, because
// it stands on the layers above.
import type { Site } from './site';
import type { OpaqueValue, Slot, Value } from './values';

export interface Outside {
  /** A source by what it is called where it is fetched: `<nixpkgs>`, `builtins.fetchTarball "https://…"`. */
  source(description: string): OpaqueValue | undefined;
  /**
   * What stands for a file instead of its evaluation: the pins that `npins/default.nix` fetches. Of a
   * path only the end may be known.
   */
  file(path: string): Value | undefined;
  /** Something of nixpkgs, or of what is built on it, in our own words: a set of functions. */
  library(name: 'nixos-tests' | 'colmena'): Value | undefined;
  /** `lib.evalModules`. */
  evalModules(args: Slot, site: Site): Value;
}
