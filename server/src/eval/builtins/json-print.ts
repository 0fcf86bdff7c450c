// Values to JSON, forced all the way down: as data for tools and tests, and as the text `builtins.toJSON` prints.

import { apply } from '../apply';
import { meter, SIZE_LIMIT, spend, spendText, tooDeep, tooLarge } from '../budget';
import type { Site } from '../site';
import { siteIn } from '../site';
import { coerce } from '../strings';
import { force } from '../thunk';
import { doubt } from '../unknowns';
import {
  type AttrsValue,
  type ErrorValue,
  fail,
  type Slot,
  string,
  typeName,
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
  bool(value: boolean): T;
  int(value: number | bigint): T;
  float(value: number): T;
  string(value: string): T;
  list(items: readonly T[]): T;
  object(members: readonly (readonly [name: string, value: T])[]): T;
}

const DATA: Builder<Json> = {
  null: null,
  bool: (value) => value,
  int: (value) => value,
  float: (value) => (Number.isFinite(value) ? value : null),
  string: (value) => value,
  list: (items) => items,
  object: (members) => Object.fromEntries(members),
};

// JSON.stringify escapes lone surrogates too, which no Nix string has.
const quote = (text: string): string => JSON.stringify(text);

const TEXT: Builder<string> = {
  null: 'null',
  bool: String,
  int: String,
  float: floatText,
  string: quote,
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

/** Builds with `builder` until something stops it. */
function build<T>(
  root: Slot,
  site: Site | undefined,
  builder: Builder<T>,
): { readonly built: T } | UnknownValue | ErrorValue {
  const place = site ?? NOWHERE;
  let stop: UnknownValue | ErrorValue | undefined;
  let size = 0;

  function halt(why: Value): undefined {
    stop ??=
      why.kind === 'error' || why.kind === 'unknown'
        ? why
        : (doubt(why, place) ?? unknown('error', 'a value without JSON', place));
    return undefined;
  }

  function visit(slot: Slot): T | undefined {
    if (meter.depth >= meter.depthLimit) return halt(tooDeep());
    if (++size > SIZE_LIMIT) return halt(tooLarge('JSON'));
    const broke = spend(1);
    if (broke !== undefined) return halt(broke);
    meter.depth++;
    const result = scalar(force(slot));
    meter.depth--;
    return result;
  }

  function scalar(value: Value): T | undefined {
    switch (value.kind) {
      case 'null':
        return builder.null;
      case 'bool':
        return builder.bool(value.value);
      case 'int':
        return builder.int(value.value);
      case 'float':
        return builder.float(value.value);
      case 'string':
        size += value.text.length;
        return size > SIZE_LIMIT ? halt(tooLarge('JSON')) : builder.string(value.text);
      case 'path':
        return halt(unknown('environment', `store path of ${value.path}`, place));
      case 'list':
        return value.open !== undefined ? halt(value.open) : listOf(value.items);
      case 'attrs':
        return setOf(value);
      case 'lambda':
      case 'primop':
        return halt(fail('type', `cannot convert a ${typeName(value)} to JSON`, place));
      default:
        return halt(value);
    }
  }

  function listOf(items: readonly Slot[]): T | undefined {
    const parts: T[] = [];
    for (const item of items) {
      const part = visit(item);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return paid(builder.list(parts));
  }

  function setOf(value: AttrsValue): T | undefined {
    const printer = value.get('__toString');
    if (printer !== undefined) return scalar(coerce(apply(force(printer), value, place), place, false));
    const outPath = value.get('outPath');
    if (outPath !== undefined) return visit(outPath);
    if (value.open !== undefined) return halt(value.open);
    const members: [string, T][] = [];
    for (const name of sortedNames(value)) {
      const part = visit(value.at(name));
      if (part === undefined) return undefined;
      size += name.length;
      members.push([name, part]);
    }
    return paid(builder.object(members));
  }

  /** Text is written anew at each level. */
  function paid(part: T): T | undefined {
    const broke = typeof part === 'string' ? spendText(part.length) : undefined;
    return broke === undefined ? part : halt(broke);
  }

  const built = visit(root);
  return built === undefined ? (stop ?? unknown('error', 'a value without JSON', place)) : { built };
}

const NOWHERE = siteIn('(text)');

/** A value as JSON data. */
export function toJson(slot: Slot): JsonResult {
  const result = build(slot, undefined, DATA);
  if ('built' in result) return { ok: result.built };
  return result.kind === 'error' ? { error: result } : { unknown: result };
}

/** A value as JSON text, in a string value. */
export function jsonText(slot: Slot, site: Site): Value {
  const result = build(slot, site, TEXT);
  return 'built' in result ? (spendText(result.built.length) ?? string(result.built)) : result;
}
