// Hashes, and their spellings.

import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { spend } from '../budget';
import type { Site } from '../site';
import { fail, string, type Value } from '../values';
import { toNix32 } from './hash-formats';

const ALGORITHMS: ReadonlyMap<string, (data: Uint8Array) => Uint8Array> = new Map([
  ['md5', md5],
  ['sha1', sha1],
  ['sha256', sha256],
  ['sha512', sha512],
]);

/** Hands `then` what gives the hash of a text's UTF-8 bytes in base 16. */
export function expectAlgorithm(name: string, site: Site, then: (hash: (text: string) => Value) => Value): Value {
  const hash = ALGORITHMS.get(name);
  if (hash === undefined) return fail('value', `unknown hash algorithm '${name}'`, site);
  return then((text) => spend(text.length >> 3) ?? string(bytesToHex(hash(new TextEncoder().encode(text)))));
}

/** What stands in a derivation's attributes for an output's path until that is known. */
export const placeholderOf = (output: string): Value =>
  string(`/${toNix32(sha256(new TextEncoder().encode(`nix-output:${output}`)))}`);
