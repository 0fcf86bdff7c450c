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

export const readJson = (text: string, site: Site): Value => new JsonReader(text, site).read();

class JsonReader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly site: Site,
  ) {}

  read(): Value {
    const result = this.value();
    this.take(BLANK);
    return result.kind === 'error' || result.kind === 'unknown' || this.at === this.text.length
      ? result
      : this.invalid();
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  /** Whether this punctuation comes next, blanks left out. */
  private skip(char: string): boolean {
    this.take(BLANK);
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private invalid(): Value {
    return fail('value', `invalid JSON at offset ${this.at}`, this.site);
  }

  private value(): Value {
    this.take(BLANK);
    if (meter.depth >= meter.depthLimit) return tooDeep();
    const broke = spend(1);
    if (broke !== undefined) return broke;
    meter.depth++;
    const char = this.text[this.at];
    const result = char === '{' ? this.object() : char === '[' ? this.array() : this.scalar();
    meter.depth--;
    return result;
  }

  private object(): Value {
    this.at++;
    const slots = new Map<string, Slot>();
    if (this.skip('}')) return attrs(slots);
    do {
      this.take(BLANK);
      const key = this.text[this.at] === '"' ? this.quoted() : undefined;
      if (key === undefined || !this.skip(':')) return this.invalid();
      const inner = this.value();
      if (inner.kind === 'error' || inner.kind === 'unknown') return inner;
      slots.set(key, inner);
    } while (this.skip(','));
    return this.skip('}') ? attrs(slots) : this.invalid();
  }

  private array(): Value {
    this.at++;
    const items: Slot[] = [];
    if (this.skip(']')) return list(items);
    do {
      const inner = this.value();
      if (inner.kind === 'error' || inner.kind === 'unknown') return inner;
      items.push(inner);
    } while (this.skip(','));
    return this.skip(']') ? list(items) : this.invalid();
  }

  private scalar(): Value {
    if (this.text[this.at] === '"') {
      const known = this.quoted();
      return known === undefined ? this.invalid() : string(known);
    }
    for (const [name, literal] of LITERALS) {
      if (this.text.startsWith(name, this.at)) {
        this.at += name.length;
        return literal;
      }
    }
    const found = this.take(NUMBER);
    if (found === undefined) return this.invalid();
    return number(found[0], found[1] !== undefined || found[2] !== undefined, this.site);
  }

  /** A string literal; undefined where it is invalid, as with half of a surrogate pair. */
  private quoted(): string | undefined {
    const found = this.take(STRING);
    if (found === undefined) return undefined;
    const known = found[1]?.includes('\\') ? String(JSON.parse(found[0])) : (found[1] ?? '');
    return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\u0000/.test(known)
      ? undefined
      : known;
  }
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
