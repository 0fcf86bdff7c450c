// lib.network: IPv6 addresses.

import { unary } from '../builtins/row';
import { expectString, type Row } from '../primop';
import type { Site } from '../site';
import { attrs, fail, int, string, type Value } from '../values';
import { type Constant, library } from './support';

const PIECES = 8;

/** The eight pieces of an address, `::` filled up; undefined for what is none. */
function expand(text: string): readonly number[] | undefined {
  if (!/^[0-9A-Fa-f:]+$/.test(text)) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = PIECES - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const pieces = [...head, ...Array.from({ length: missing }, () => '0'), ...(tail ?? [])];
  return pieces.every((piece) => /^[0-9A-Fa-f]{1,4}$/.test(piece))
    ? pieces.map((piece) => Number.parseInt(piece, 16))
    : undefined;
}

function fromString(text: string, site: Site): Value {
  const [address = '', prefix, ...rest] = text.split('/');
  const pieces = expand(address);
  const length = prefix === undefined ? 128 : /^[0-9]+$/.test(prefix) ? Number(prefix) : 0;
  if (pieces === undefined || rest.length > 0 || length < 1 || length > 128)
    return fail('throw', `${text} is not a valid IPv6 address`, site);
  return attrs([
    ['address', string(pieces.map((piece) => piece.toString(16)).join(':'))],
    ['prefixLength', int(length)],
  ]);
}

/** The second half of an address made from a MAC address. */
function suffix(mac: string, site: Site): Value {
  const octets =
    /^([0-9A-Fa-f]{2})[-:.]?([0-9A-Fa-f]{2})[-:.]?([0-9A-Fa-f]{2})[-:.]?([0-9A-Fa-f]{2})[-:.]?([0-9A-Fa-f]{2})[-:.]?([0-9A-Fa-f]{2})$/
      .exec(mac)
      ?.slice(1);
  if (octets === undefined)
    return fail('throw', `"${mac}" is not a valid MAC address (expected 6 octets of hex digits)`, site);
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = octets;
  const first = (Number.parseInt(a + b, 16) ^ 0x200).toString(16);
  return string(`${first}:${c}ff:fe${d}:${e}${f}`.toLowerCase());
}

export const NETWORK_ROWS: readonly Row[] = [
  unary('mkEUI64Suffix', (mac, site) => expectString(mac, site, ({ text }) => suffix(text, site))),
];

export const NETWORK_CONSTANTS: readonly Constant[] = [
  [
    'ipv6',
    library('lib.network.ipv6', [
      ...NETWORK_ROWS,
      unary('fromString', (text, site) => expectString(text, site, (known) => fromString(known.text, site))),
    ]),
  ],
];
