// The spellings of hashes: base 16, Nix's own base 32, base 64, and SRI (`sha256-…=`).

import { bytesToHex } from '@noble/hashes/utils.js';
import { expectAttrs, expectString, type Row } from '../primop';
import type { Site } from '../site';
import { fail, type Slot, string, type Value } from '../values';
import { unary } from './row';

/** Bytes in a hash of each algorithm. */
const SIZES: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 };

/** Without the letters that could spell something: e, o, t, u. */
const DIGITS = '0123456789abcdfghijklmnpqrsvwxyz';

/** Nix's base 32: groups of five bits, from the last byte to the first. */
export function toNix32(bytes: Uint8Array): string {
  const length = Math.ceil((bytes.length * 8) / 5);
  let text = '';
  for (let n = length - 1; n >= 0; n--) {
    const [byte, shift] = [(n * 5) >> 3, (n * 5) & 7];
    const digit = ((bytes[byte] ?? 0) >> shift) | ((bytes[byte + 1] ?? 0) << (8 - shift));
    text += DIGITS.charAt(digit & 31);
  }
  return text;
}

export function fromNix32(text: string, size: number): Uint8Array | undefined {
  const bytes = new Uint8Array(size);
  for (let n = 0; n < text.length; n++) {
    const digit = DIGITS.indexOf(text.charAt(text.length - n - 1));
    if (digit < 0) return undefined;
    const [byte, shift] = [(n * 5) >> 3, (n * 5) & 7];
    bytes[byte] = (bytes[byte] ?? 0) | ((digit << shift) & 255);
    const carry = digit >> (8 - shift);
    if (carry !== 0 && byte + 1 >= size) return undefined;
    if (carry !== 0) bytes[byte + 1] = (bytes[byte + 1] ?? 0) | carry;
  }
  return bytes;
}

function fromHex(text: string): Uint8Array | undefined {
  return /^[0-9a-fA-F]*$/.test(text)
    ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    : undefined;
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/**
 * As Nix reads it: up to the first `=`, over line breaks. `atob` would take other spaces
 * and fail for one digit too many.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const [digits = ''] = text.replaceAll('\n', '').split('=');
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(digits), (byte) => byte.charCodeAt(0));
}

/** The bytes of a hash by the length of its text; undefined where that is none of the algorithm's. */
function readDigest(text: string, size: number, isSri: boolean): Uint8Array | undefined {
  const base64 = 4 * Math.ceil(size / 3);
  const bytes =
    text.length === 2 * size && !isSri
      ? fromHex(text)
      : text.length === Math.ceil((size * 8) / 5) && !isSri
        ? fromNix32(text, size)
        : text.length === base64
          ? fromBase64(text)
          : undefined;
  return bytes?.length === size ? bytes : undefined;
}

const FORMATS: Readonly<Record<string, (bytes: Uint8Array, algorithm: string) => string>> = {
  base16: bytesToHex,
  nix32: toNix32,
  base32: toNix32,
  base64: toBase64,
  sri: (bytes, algorithm) => `${algorithm}-${toBase64(bytes)}`,
};

/** `hash` may name its algorithm itself, as `sha256:…` or `sha256-…`. */
function convert(hash: string, given: string | undefined, format: string, site: Site): Value {
  const [, named, mark = '', digest = ''] = /^(?:([a-z0-9]+)([:-]))?(.*)$/s.exec(hash) ?? [];
  const algorithm = named ?? given;
  const size = algorithm === undefined ? undefined : SIZES[algorithm];
  if (algorithm === undefined || size === undefined || (given !== undefined && given !== algorithm))
    return fail('value', `hash '${hash}' does not include a type that fits`, site);
  const bytes = readDigest(digest, size, mark === '-');
  const write = FORMATS[format];
  if (bytes === undefined)
    return fail('value', `hash '${hash}' has wrong length for hash algorithm '${algorithm}'`, site);
  return write === undefined ? fail('value', `unknown hash format '${format}'`, site) : string(write(bytes, algorithm));
}

function convertHash(args: Slot, site: Site): Value {
  return expectAttrs(args, site, (set) => {
    const [hash, algorithm, format] = ['hash', 'hashAlgo', 'toHashFormat'].map((name) => set.get(name) ?? set.open);
    if (hash === undefined || format === undefined)
      return fail('missing-attribute', "attribute 'hash' or 'toHashFormat' missing", site);
    return expectString(hash, site, ({ text }) =>
      expectString(format, site, (to) =>
        algorithm === undefined
          ? convert(text, undefined, to.text, site)
          : expectString(algorithm, site, (name) => convert(text, name.text, to.text, site)),
      ),
    );
  });
}

export const HASH_FORMATS: readonly Row[] = [unary('convertHash', convertHash)];
