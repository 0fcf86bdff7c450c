// Making strings: interpolation, coercion, concatenation, with parts that may not be known.

import { apply } from './apply';
import { isExhausted, meter, SIZE_LIMIT, spend, spendJoined, tooDeep, tooLarge } from './budget';
import type { Site } from './site';
import { force } from './thunk';
import { typeName } from './type-name';
import { choose, distribute, fewOutcomes } from './unknowns';
import { fail, joinedString, OpaqueValue, PartialString, type Piece, string, type Value } from './values';

/** `"${value}"`: strings, paths (whose store path is not known) and sets with `outPath` or `__toString`. */
export function interpolated(value: Value, site: Site): Value {
  return coerce(value, site, false);
}

/** `builtins.toString` where `more`, else what interpolation accepts. */
export function coerce(value: Value, site: Site, more: boolean): Value {
  if (value.kind === 'string') return value;
  if (more && value.kind === 'int') return string(String(value.value));
  // Sets and lists lead to further values.
  if (meter.depth >= meter.depthLimit) return tooDeep();
  meter.depth++;
  const text = coerceOther(value, site, more);
  meter.depth--;
  return text;
}

function coerceOther(value: Value, site: Site, more: boolean): Value {
  return distribute(value, (known) => {
    switch (known.kind) {
      case 'string':
      case 'partial-string':
        return known;
      case 'opaque':
        return folderOf(known) ?? known;
      case 'path':
        return more ? string(known.path) : storePath(known.path);
      case 'attrs':
        return coerceSet(known, site, more);
      default:
        return more ? coerceMore(known, site) : fail('type', `cannot coerce a ${typeName(known)} to a string`, site);
    }
  });
}

/** The copy in the store that a path becomes as a string: a text that is not known, of a thing that is. */
const storePath = (path: string): OpaqueValue => new OpaqueValue(`"\${${path}}"`, 'plain', undefined, { place: path });

/** The folder of a flake as text, when that is known. */
function folderOf(value: OpaqueValue): Value | undefined {
  const outPath = value.resolve?.('outPath');
  const place = outPath === undefined ? undefined : force(outPath);
  return place?.kind === 'path' ? string(place.path) : undefined;
}

function coerceSet(value: Extract<Value, { kind: 'attrs' }>, site: Site, more: boolean): Value {
  const convert = value.get('__toString');
  if (convert !== undefined) return coerce(apply(force(convert), value, site), site, more);
  const outPath = value.get('outPath');
  if (outPath !== undefined) return coerce(force(outPath), site, more);
  return value.open ?? fail('type', 'cannot coerce a set to a string', site);
}

function coerceMore(value: Value, site: Site): Value {
  switch (value.kind) {
    case 'null':
      return string('');
    case 'bool':
      return string(value.value ? '1' : '');
    case 'int':
      return string(String(value.value));
    case 'float':
      return string(fixed(value.value));
    case 'list': {
      const broke = value.open ?? spend(value.items.length);
      if (broke !== undefined) return broke;
      const parts: Value[] = [];
      let length = 0;
      for (const [index, item] of value.items.entries()) {
        const element = force(item);
        const text = coerce(element, site, true);
        if (isExhausted(text)) return text;
        if (text.kind === 'string') length += text.length;
        if (length > SIZE_LIMIT) return tooLarge('a string');
        parts.push(text);
        // An empty list leaves no blank behind, as in Nix.
        if (index < value.items.length - 1 && !(element.kind === 'list' && element.items.length === 0))
          parts.push(string(' '));
      }
      return concatPieces(parts);
    }
    default:
      return fail('type', `cannot coerce a ${typeName(value)} to a string`, site);
  }
}

/** Two texts in one, neither of them looked at. */
export function concatTexts(left: string, right: string): Value {
  return spendJoined(left.length + right.length) ?? joinedString(left + right);
}

/** Joins pieces left to right. Errors win; choices distribute; what is not known becomes a gap. */
export function concatPieces(parts: readonly (string | Value)[]): Value {
  const index = parts.findIndex((part) => typeof part !== 'string' && part.kind === 'choice');
  if (index >= 0) {
    const choice = parts[index] as Extract<Value, { kind: 'choice' }>;
    const others = fewOutcomes(parts);
    return choose(
      choice.options.map((option) => concatPieces(others.toSpliced(index, 1, option))),
      choice.reason,
    );
  }
  const pieces: Piece[] = [];
  let length = 0;
  for (const part of parts) {
    if (typeof part === 'string') length += push(pieces, part);
    else if (part.kind === 'string') length += push(pieces, part.joinable);
    else if (part.kind === 'partial-string') for (const piece of part.joinable) length += push(pieces, piece);
    else if (part.kind === 'error') return part;
    else if (part.kind === 'opaque' || part.kind === 'unknown') length += push(pieces, part);
    else return fail('type', `cannot coerce a ${typeName(part)} to a string`);
    if (length > SIZE_LIMIT) return tooLarge('a string');
  }
  const broke = spend(parts.length >> 3) ?? spendJoined(length);
  if (broke !== undefined) return broke;
  const [only = ''] = pieces;
  return pieces.length <= 1 && typeof only === 'string' ? joinedString(only) : new PartialString(pieces, length);
}

function push(pieces: Piece[], piece: Piece): number {
  const last = pieces.length - 1;
  if (typeof piece !== 'string') pieces.push(piece);
  else if (typeof pieces[last] === 'string') pieces[last] += piece;
  else if (piece !== '') pieces.push(piece);
  return typeof piece === 'string' ? piece.length : 1;
}

/** A float with six decimals, as C prints it. */
function fixed(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  // Beyond 10^21 toFixed gives up; such floats are whole.
  if (Math.abs(value) >= 1e21) return `${BigInt(value)}.000000`;
  return Object.is(value, -0) ? '-0.000000' : value.toFixed(6);
}

/** A float with six digits, as Nix prints values. */
export function shortFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
  const [mantissa = '', exponentText = '0'] = value.toExponential(5).split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(Number(value.toPrecision(6)));
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  return `${Number(mantissa)}e${power}`;
}
