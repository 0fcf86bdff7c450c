// Texts of other formats to values and back.

import { parse, TomlDate, type TomlTable } from 'smol-toml';
import { spend } from '../budget';
import { expectString, type Row } from '../primop';
import type { Site } from '../site';
import { attrs, bool, FloatValue, fail, int, list, type Slot, string, type Value } from '../values';
import { jsonText } from './json-print';
import { readJson } from './json-read';
import { keptReadings } from './kept-readings';
import { unary } from './row';

function readToml(text: string, site: Site): Value {
  let table: TomlTable;
  try {
    table = parse(text, { integersAsBigInt: true });
  } catch (error) {
    return fail('value', `while parsing TOML: ${error instanceof Error ? error.message : 'invalid'}`, site);
  }
  let dated = false;
  // The library has bounded the nesting.
  function convert(value: TomlTable[string]): Value {
    switch (typeof value) {
      case 'string':
        return string(value);
      case 'boolean':
        return bool(value);
      case 'bigint':
        return int(value);
      case 'number':
        return new FloatValue(value);
      default:
        if (value instanceof TomlDate) dated = true;
        if (Array.isArray(value)) return list(value.map(convert));
        return attrs(Object.entries(value as TomlTable).map(([name, inner]): [string, Slot] => [name, convert(inner)]));
    }
  }
  const result = convert(table);
  return dated ? fail('value', 'while parsing TOML: dates and times are not supported', site) : result;
}

const [json, toml] = [keptReadings(readJson), keptReadings(readToml)];

export const DATA: readonly Row[] = [
  unary('fromJSON', (text, site) => expectString(text, site, (value) => json(value.text, site))),
  unary('toJSON', jsonText),
  unary('fromTOML', (text, site) =>
    expectString(text, site, (value) => spend(value.text.length >> 1) ?? toml(value.text, site)),
  ),
];
