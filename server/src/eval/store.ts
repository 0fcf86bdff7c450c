// The Nix store: where the inputs of a lock lie once Nix has fetched them.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { fromBase64, fromNix32, toNix32 } from './builtins/hash-formats';
import { isMadeUp, STORE } from './paths';

/** Bytes in the hash of a store path, and in that of what is there. */
const HASH_SIZE = 20;
const DIGEST_SIZE = 32;

/** Files in there are nobody's to edit. */
export const isInStore = (path: string): boolean => path.startsWith(`${STORE}/`);

/** Whether somebody writes in a file: it is neither made up nor one that Nix has put into its store. */
export const isSomeones = (file: string): boolean => !isMadeUp(file) && !isInStore(file);

/**
 * The store path of a fetched source: fixed by its content and name alone (libstore's `makeFixedOutputPath`).
 * @param narHash as flake.lock has it: `sha256-` and 32 bytes in base 64; or the bytes in Nix's own base 32, as older
 * tools write them. Undefined for anything else.
 */
export function storePathOf(narHash: unknown, name = 'source'): string | undefined {
  const bytes = typeof narHash === 'string' ? digestOf(narHash) : undefined;
  if (bytes?.length !== DIGEST_SIZE) return undefined;
  const whole = sha256(new TextEncoder().encode(`source:sha256:${bytesToHex(bytes)}:${STORE}:${name}`));
  const folded = new Uint8Array(HASH_SIZE);
  for (const [index, byte] of whole.entries()) folded[index % HASH_SIZE] = (folded[index % HASH_SIZE] ?? 0) ^ byte;
  return `${STORE}/${toNix32(folded)}-${name}`;
}

function digestOf(narHash: string): Uint8Array | undefined {
  const base64 = /^sha256-([A-Za-z0-9+/]{43}=)$/.exec(narHash)?.[1];
  if (base64 !== undefined) return fromBase64(base64);
  const base32 = /^(?:sha256:)?([0-9a-z]{52})$/.exec(narHash)?.[1];
  return base32 === undefined ? undefined : fromNix32(base32, DIGEST_SIZE);
}
