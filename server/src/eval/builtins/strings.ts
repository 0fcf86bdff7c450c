// Strings as Nix has them: bytes, so lengths and offsets count UTF-8. What is partly known stays as known as it can.

import { isExhausted, spend, spendText } from '../budget';
import { isPackage } from '../packages';
import { STORE } from '../paths';
import { expectClosedList, expectInt, expectString, expectStrings, type Row } from '../primop';
import type { Site } from '../site';
import { coerce, concatPieces, interpolated } from '../strings';
import { force } from '../thunk';
import { typeName } from '../type-name';
import { fail, int, list, PartialString, type Slot, type StringValue, string, unknown, type Value } from '../values';
import { byteLength, costOfBytes, fromBytes, isAscii, toBytes } from './bytes';
import { binary, known, ternary, unary } from './row';

/** Runs `then` on what string interpolation would make of the argument. */
function expectText(slot: Slot, site: Site, then: (value: StringValue | PartialString) => Value): Value {
  return known(slot, (value) =>
    known(interpolated(value, site), (text) => {
      if (text.kind === 'partial-string') return then(text);
      if (text.kind === 'string') return spend(costOfBytes(text.text)) ?? then(text);
      if (text.kind === 'opaque')
        return text.known?.stored === undefined
          ? unknown('opaque', text.shown, site)
          : then(new PartialString([`${STORE}/`, text]));
      return fail('type', `expected a string but found a ${typeName(text)}`, site);
    }),
  );
}

/** The text of a package is no package. */
const asText = (value: Value): Value => (isPackage(value) ? concatPieces([value]) : value);

const unknownParts = (site: Site): Value => unknown('opaque', 'a string with unknown parts', site);

function concatStringsSep(separator: Slot, source: Slot, site: Site): Value {
  return known(separator, (between) => {
    if (between.kind !== 'string' && between.kind !== 'partial-string' && between.kind !== 'opaque') {
      return fail('type', `expected a string but found a ${typeName(between)}`, site);
    }
    return expectClosedList(source, site, (items) => {
      const broke = spend(items.length);
      if (broke !== undefined) return broke;
      const texts: Value[] = [];
      for (const item of items) {
        const text = coerce(force(item), site, false);
        if (isExhausted(text)) return text;
        texts.push(text);
      }
      if (between.kind === 'string' && texts.every((text) => text.kind === 'string')) {
        return joined(texts, between.text);
      }
      return concatPieces(texts.flatMap((text, index) => (index > 0 ? [between, text] : [text])));
    });
  });
}

function joined(texts: readonly StringValue[], separator: string): Value {
  const length = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
  return spendText(length) ?? string(texts.map(({ text }) => text).join(separator));
}

function substring(start: number, length: number, subject: Slot, site: Site): Value {
  if (start < 0) return fail('value', "negative start position in 'substring'", site);
  return expectText(subject, site, (value) => {
    const end = length < 0 ? Number.POSITIVE_INFINITY : start + length;
    if (value.kind === 'string') return cut(value.text, start, end, site);
    // The beginning may be known even where the rest is not.
    const [first] = value.pieces;
    return typeof first === 'string' && end <= byteLength(first) ? cut(first, start, end, site) : unknownParts(site);
  });
}

function cut(text: string, start: number, end: number, site: Site): Value {
  const broke = spendText(Math.max(0, Math.min(end, text.length) - start));
  if (broke !== undefined) return broke;
  const piece = fromBytes(toBytes(text).slice(start, end));
  return piece === undefined ? unknown('argument', 'a string with half a character', site) : string(piece);
}

/** Gives the next place in bytes where one of some patterns may begin; behind the end where none does. */
function startsOf(patterns: readonly string[]): (bytes: string, from: number) => number {
  const [only = ''] = patterns;
  if (patterns.includes('')) return (_, from) => from;
  if (patterns.length === 1)
    return (bytes, from) => {
      const at = bytes.indexOf(only, from);
      return at < 0 ? bytes.length + 1 : at;
    };
  const isFirst = new Uint8Array(256);
  for (const pattern of patterns) isFirst[pattern.charCodeAt(0)] = 1;
  return (bytes, from) => {
    let at = from;
    while (at < bytes.length && isFirst[bytes.charCodeAt(at)] !== 1) at++;
    return at;
  };
}

/**
 * Replaces from left to right; at each place the first pattern that fits. An empty pattern fits
 * before every byte and at the end.
 */
function replaceStrings(from: readonly string[], to: readonly Slot[], subject: string, site: Site): Value {
  // Where patterns are ASCII, and not empty, they fit at the same characters as bytes.
  const isByChars = from.every((pattern) => pattern !== '' && isAscii(pattern));
  const patterns = isByChars ? from : from.map(toBytes);
  const bytes = isByChars ? subject : toBytes(subject);
  const broke = spend(((bytes.length * (patterns.length + 1)) >> 3) + 1);
  if (broke !== undefined) return broke;
  const parts: (string | Value)[] = [];
  let copied = 0;
  let at = 0;
  const keep = (end: number): boolean => {
    const part = bytes.slice(copied, end);
    const text = isByChars ? part : fromBytes(part);
    if (text !== undefined && text !== '') parts.push(text);
    return text !== undefined;
  };
  const nextStart = startsOf(patterns);
  while (at <= bytes.length) {
    at = nextStart(bytes, at);
    const here = at;
    const index = patterns.findIndex((pattern) => bytes.startsWith(pattern, here));
    const pattern = patterns[index];
    if (pattern === undefined) {
      at++;
      continue;
    }
    if (!keep(at)) return unknown('argument', 'a string with half a character', site);
    const replacement = expectString(to[index] as Slot, site, (value) => value);
    if (replacement.kind === 'error') return replacement;
    parts.push(replacement);
    copied = at + pattern.length;
    at = pattern === '' ? at + 1 : copied;
  }
  return keep(bytes.length) ? concatPieces(parts) : unknown('argument', 'a string with half a character', site);
}

export const STRINGS: readonly Row[] = [
  unary('toString', (value, site) => asText(coerce(force(value), site, true))),
  binary('concatStringsSep', concatStringsSep),
  unary('stringLength', (subject, site) =>
    expectText(subject, site, (value) => (value.kind === 'string' ? int(byteLength(value.text)) : unknownParts(site))),
  ),
  ternary('substring', (start, length, subject, site) =>
    expectInt(start, site, (from) => expectInt(length, site, (count) => substring(from, count, subject, site))),
  ),
  ternary('replaceStrings', (from, to, subject, site) =>
    expectClosedList(from, site, (patterns) =>
      expectClosedList(to, site, (replacements) =>
        patterns.length !== replacements.length
          ? fail('value', "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths", site)
          : expectStrings(list(patterns), site, (texts) =>
              expectString(subject, site, ({ text }) => replaceStrings(texts, replacements, text, site)),
            ),
      ),
    ),
  ),
];
