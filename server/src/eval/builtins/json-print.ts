// Values to JSON, forced all the way down: as data for tools and tests, and as the text `builtins.toJSON` prints.

import { apply } from '../apply';
import { meter, SIZE_LIMIT, spend, spendText, tooDeep, tooLarge } from '../budget';
import { type Site, siteIn } from '../site';
import { coerce } from '../strings';
import { force } from '../thunk';
import { typeName } from '../type-name';
import { doubt } from '../unknowns';
import {
  type AttrsValue,
  type BoolValue,
  type ErrorValue,
  type FloatValue,
  fail,
  type IntValue,
  type Slot,
  type StringValue,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from '../values';
import { sortedNames } from './attrs';

/** JSON data; integers beyond the safe range are bigints. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [name: string]: Json };

/** What a value is as JSON, or why it has none: something in it fails or is not known. */
export type JsonResult = { readonly ok: Json } | { readonly unknown: UnknownValue } | { readonly error: ErrorValue };

/** What is made of each kind of JSON value. */
interface Builder<T> {
  readonly null: T;
  bool(value: BoolValue): T;
  int(value: IntValue): T;
  float(value: FloatValue): T;
  string(value: StringValue): T;
  list(items: readonly T[]): T;
  object(members: readonly (readonly [name: string, value: T])[]): T;
}

const DATA: Builder<Json> = {
  null: null,
  bool: ({ shown }) => shown,
  int: ({ shown }) => shown,
  float: ({ shown }) => (Number.isFinite(shown) ? shown : null),
  string: ({ shown }) => shown,
  list: (items) => items,
  object: (members) => Object.fromEntries(members),
};

// JSON.stringify escapes lone surrogates too, which no Nix string has.
const quote = (text: string): string => JSON.stringify(text);

const TEXT: Builder<string> = {
  null: 'null',
  bool: ({ value }) => String(value),
  int: ({ value }) => String(value),
  float: ({ value }) => floatText(value),
  string: ({ text }) => quote(text),
  list: (items) => `[${items.join(',')}]`,
  object: (members) => `{${members.map(([name, value]) => `${quote(name)}:${value}`).join(',')}}`,
};

/** The shortest digits that read back as the same float, always with a point or an exponent of two digits. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', exponentText = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(exponentText);
  const sign = value < 0 ? '-' : '';
  if (exponent >= 15 || exponent < -4) {
    const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
    return `${sign}${mantissa}e${power}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** Builds with a builder until something stops it. */
class Building<T> {
  private stop: UnknownValue | ErrorValue | undefined;
  private size = 0;

  constructor(
    private readonly builder: Builder<T>,
    private readonly site: Site,
  ) {}

  of(root: Slot): { readonly built: T } | UnknownValue | ErrorValue {
    const built = this.visit(root);
    return built === undefined ? (this.stop ?? unknown('error', 'a value without JSON', this.site)) : { built };
  }

  private halt(why: Value): undefined {
    this.stop ??=
      why.kind === 'error' || why.kind === 'unknown'
        ? why
        : (doubt(why, this.site) ?? unknown('error', 'a value without JSON', this.site));
    return undefined;
  }

  private visit(slot: Slot): T | undefined {
    if (meter.depth >= meter.depthLimit) return this.halt(tooDeep());
    if (++this.size > SIZE_LIMIT) return this.halt(tooLarge('JSON'));
    const broke = spend(1);
    if (broke !== undefined) return this.halt(broke);
    meter.depth++;
    const result = this.scalar(force(slot));
    meter.depth--;
    return result;
  }

  private scalar(value: Value): T | undefined {
    switch (value.kind) {
      case 'null':
        return this.builder.null;
      case 'bool':
        return this.builder.bool(value);
      case 'int':
        return this.builder.int(value);
      case 'float':
        return this.builder.float(value);
      case 'string':
        this.size += value.size;
        return this.size > SIZE_LIMIT ? this.halt(tooLarge('JSON')) : this.builder.string(value);
      case 'path':
        return this.halt(unknown('environment', `store path of ${value.path}`, this.site));
      case 'list':
        return value.open !== undefined ? this.halt(value.open) : this.list(value.items);
      case 'attrs':
        return this.set(value);
      case 'lambda':
      case 'primop':
        return this.halt(fail('type', `cannot convert a ${typeName(value)} to JSON`, this.site));
      default:
        return this.halt(value);
    }
  }

  private list(items: readonly Slot[]): T | undefined {
    const parts: T[] = [];
    for (const item of items) {
      const part = this.visit(item);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return this.paid(this.builder.list(parts));
  }

  private set(value: AttrsValue): T | undefined {
    const { site } = this;
    const printer = value.get('__toString');
    if (printer !== undefined) return this.scalar(coerce(apply(force(printer), value, site), site, false));
    const outPath = value.get('outPath');
    if (outPath !== undefined) return this.visit(outPath);
    if (value.open !== undefined) return this.halt(value.open);
    const members: [string, T][] = [];
    for (const name of sortedNames(value)) {
      const part = this.visit(value.at(name));
      if (part === undefined) return undefined;
      this.size += name.length;
      members.push([name, part]);
    }
    return this.paid(this.builder.object(members));
  }

  /** Text is written anew at each level. */
  private paid(part: T): T | undefined {
    const broke = typeof part === 'string' ? spendText(part.length) : undefined;
    return broke === undefined ? part : this.halt(broke);
  }
}

const NOWHERE = siteIn('(text)');

/** A value as JSON data. */
export function toJson(slot: Slot): JsonResult {
  const result = new Building(DATA, NOWHERE).of(slot);
  if ('built' in result) return { ok: result.built };
  return result.kind === 'error' ? { error: result } : { unknown: result };
}

/** A value as JSON text, in a string value. */
export function jsonText(slot: Slot, site: Site): Value {
  const result = new Building(TEXT, site).of(slot);
  return 'built' in result ? (spendText(result.built.length) ?? string(result.built)) : result;
}
