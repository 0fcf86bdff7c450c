// What a derivation of the Nix store builds, from its own text: nothing is started for that.
import type { SystemRoot } from './system-root';

/** Characters of a derivation that are read: its outputs come first. */
const HEAD = 4096;

/**
 * Where the output of a derivation lies once it is built; undefined where the store does not have the derivation, or
 * where that is only known by building it.
 */
export async function outputOf(root: SystemRoot, derivation: string): Promise<string | undefined> {
  if (!/^\/nix\/store\/[^/]+\.drv$/.test(derivation)) return undefined;
  return /^Derive\(\[\("out","(\/nix\/store\/[^"\\]+)"/.exec(await root.head(derivation, HEAD))?.[1];
}
