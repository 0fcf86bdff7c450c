// JSON text to values: whole numbers are 64-bit integers, anything written with a point or an exponent is a float.

import { meter, spend, tooDeep } from '../budget';
import type { Site } from '../site';
import { attrs, FALSE, FloatValue, fail, int, list, NULL, type Slot, string, TRUE, type Value } from '../values';

const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const STRING = /"((?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"/y;
const LITERALS: readonly (readonly [string, Value])[] = [
  ['null', NULL],
  ['true', TRUE],
  ['false', FALSE],
];

export function readJson(text: string, site: Site): Value {
  let at = 0;

  function read(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    at = pattern.lastIndex;
    return found;
  }

  /** Whether this punctuation comes next, blanks left out. */
  function skip(char: string): boolean {
    read(BLANK);
    if (text[at] !== char) return false;
    at++;
    return true;
  }

  const invalid = (): Value => fail('value', `invalid JSON at offset ${at}`, site);

  function value(): Value {
    read(BLANK);
    if (meter.depth >= meter.depthLimit) return tooDeep();
    const broke = spend(1);
    if (broke !== undefined) return broke;
    meter.depth++;
    const result = text[at] === '{' ? object() : text[at] === '[' ? array() : scalar();
    meter.depth--;
    return result;
  }

  function object(): Value {
    at++;
    const slots = new Map<string, Slot>();
    if (skip('}')) return attrs(slots);
    do {
      read(BLANK);
      const key = text[at] === '"' ? quoted() : undefined;
      if (key === undefined || !skip(':')) return invalid();
      const inner = value();
      if (inner.kind === 'error' || inner.kind === 'unknown') return inner;
      slots.set(key, inner);
    } while (skip(','));
    return skip('}') ? attrs(slots) : invalid();
  }

  function array(): Value {
    at++;
    const items: Slot[] = [];
    if (skip(']')) return list(items);
    do {
      const inner = value();
      if (inner.kind === 'error' || inner.kind === 'unknown') return inner;
      items.push(inner);
    } while (skip(','));
    return skip(']') ? list(items) : invalid();
  }

  function scalar(): Value {
    if (text[at] === '"') {
      const known = quoted();
      return known === undefined ? invalid() : string(known);
    }
    for (const [name, literal] of LITERALS) {
      if (text.startsWith(name, at)) {
        at += name.length;
        return literal;
      }
    }
    const found = read(NUMBER);
    return found === undefined ? invalid() : number(found[0], found[1] !== undefined || found[2] !== undefined, site);
  }

  /** A string literal; undefined where it is invalid, as with half of a surrogate pair. */
  function quoted(): string | undefined {
    const found = read(STRING);
    if (found === undefined) return undefined;
    const known = found[1]?.includes('\\') ? String(JSON.parse(found[0])) : (found[1] ?? '');
    return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\u0000/.test(known)
      ? undefined
      : known;
  }

  const result = value();
  read(BLANK);
  return result.kind === 'error' || result.kind === 'unknown' || at === text.length ? result : invalid();
}

function number(text: string, isFloat: boolean, site: Site): Value {
  const whole = isFloat ? undefined : BigInt(text);
  if (whole === undefined || whole < -(2n ** 63n) || whole >= 2n ** 64n) {
    const value = Number(text);
    return Number.isFinite(value) ? new FloatValue(value) : fail('value', `number overflow in ${text}`, site);
  }
  return whole < 2n ** 63n
    ? int(whole)
    : fail('value', `unsigned JSON number ${text} is outside of the integer range`, site);
}
