// The Nix store: where the inputs of a lock lie once Nix has fetched them.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64, toNix32 } from './builtins/hash-formats';
import { isMadeUp, STORE } from './paths';

/** Bytes in the hash of a store path. */
const HASH_SIZE = 20;

/** Files in there are nobody's to edit. */
export const isInStore = (path: string): boolean => path.startsWith(`${STORE}/`);

/** Whether somebody writes in a file: it is neither made up nor one that Nix has put into its store. */
export const isSomeones = (file: string): boolean => !isMadeUp(file) && !isInStore(file);

/**
 * The store path of a fetched source: fixed by its content alone (libstore's `makeFixedOutputPath`).
 * @param narHash as flake.lock has it: `sha256-` and 32 bytes in base 64. Undefined for anything else.
 */
export function storePathOf(narHash: unknown): string | undefined {
  const digest = typeof narHash === 'string' ? /^sha256-([A-Za-z0-9+/]{43}=)$/.exec(narHash)?.[1] : undefined;
  const bytes = digest === undefined ? undefined : fromBase64(digest);
  if (bytes === undefined) return undefined;
  const whole = sha256(new TextEncoder().encode(`source:sha256:${bytesToHex(bytes)}:${STORE}:source`));
  const folded = new Uint8Array(HASH_SIZE);
  for (const [index, byte] of whole.entries()) folded[index % HASH_SIZE] = (folded[index % HASH_SIZE] ?? 0) ^ byte;
  return `${STORE}/${toNix32(folded)}-source`;
}
