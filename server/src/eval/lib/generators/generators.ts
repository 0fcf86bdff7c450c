// lib.generators: values written as key-value files and INI.

import { sortedNames } from '../../builtins/attrs';
import { binary, quaternary } from '../../builtins/row';
import { decide, expectBool, expectClosedAttrs, expectString, type Row } from '../../primop';
import type { Site } from '../../site';
import { coerce, concatPieces, interpolated } from '../../strings';
import { force } from '../../thunk';
import { typeName } from '../../type-name';
import { lift } from '../../unknowns';
import { EMPTY_ATTRS, EMPTY_STRING, FALSE, fail, type Slot, string, type Value } from '../../values';
import { call, withArguments } from '../support';
import { isDerivation } from '../tags';

/** Writes one attribute as a line or lines, without the line end. */
type KeyValue = (key: string, value: Slot) => Value;

/** A scalar as most formats write it. */
export function valueString(slot: Slot, site: Site): Value {
  const value = force(slot);
  switch (value.kind) {
    case 'string':
    case 'partial-string':
    case 'opaque':
      return value;
    case 'int':
    case 'float':
      return coerce(value, site, true);
    case 'bool':
      return string(String(value.value));
    case 'null':
      return string('null');
    case 'choice':
      return lift(value, (known) => valueString(known, site));
    case 'error':
    case 'unknown':
      return value;
    case 'attrs':
      return decide(
        isDerivation(value, site),
        () => coerce(value, site, true),
        () => unsupported(value, site),
        site,
      );
    default:
      return unsupported(value, site);
  }
}

const unsupported = (value: Value, site: Site): Value =>
  fail('abort', `generators.mkValueStringDefault: ${typeName(value)} not supported`, site);

const text = (slot: Slot, site: Site): Value => interpolated(force(slot), site);

/** `key<separator>value`, the separator escaped in keys. */
export const keyValue =
  (separator: string, write: (value: Slot) => Value): KeyValue =>
  (key, value) =>
    concatPieces([separator === '' ? key : key.replaceAll(separator, `\\${separator}`), separator, write(value)]);

const given =
  (fn: Slot, site: Site): KeyValue =>
  (key, value) =>
    text(call(fn, [string(key), value], site), site);

export interface Style {
  readonly write: KeyValue;
  readonly duplicate: boolean;
  readonly indent: string;
}

/** Runs `then` with the style a generator's arguments ask for. */
function withStyle(args: (name: string) => Slot | undefined, site: Site, then: (style: Style) => Value): Value {
  const fn = args('mkKeyValue');
  const write = fn === undefined ? keyValue('=', (value) => valueString(value, site)) : given(fn, site);
  return expectBool(args('listsAsDuplicateKeys') ?? FALSE, site, ({ value: duplicate }) =>
    expectString(args('indent') ?? EMPTY_STRING, site, ({ text: indent }) => then({ write, duplicate, indent })),
  );
}

/** One line for each attribute; several for a list where the style says so. */
function lines(set: Slot, style: Style, site: Site): Value {
  return expectClosedAttrs(set, site, (known) =>
    concatPieces(
      sortedNames(known).flatMap((name) => {
        const slot = known.at(name);
        const value = style.duplicate ? force(slot) : undefined;
        const each = value?.kind === 'list' ? value.items : [slot];
        const open = value?.kind === 'list' && value.open !== undefined ? [value.open] : [];
        return [...each.flatMap((item) => [style.indent, style.write(name, item), '\n']), ...open];
      }),
    ),
  );
}

const sectionName = (name: string): string => name.replaceAll(/[[\]]/g, '\\$&');

export function ini(sections: Slot, style: Style, title: (name: string) => Value, site: Site): Value {
  return expectClosedAttrs(sections, site, (known) =>
    concatPieces(
      sortedNames(known).flatMap((name, index) => [
        index === 0 ? '[' : '\n[',
        title(name),
        ']\n',
        lines(known.at(name), { ...style, indent: '' }, site),
      ]),
    ),
  );
}

const titles =
  (fn: Slot | undefined, site: Site) =>
  (name: string): Value =>
    fn === undefined ? string(sectionName(name)) : text(call(fn, [string(name)], site), site);

const toIni = (args: Slot, sections: Slot, site: Site): Value =>
  withArguments(args, site, (get) =>
    withStyle(get, site, (style) => ini(sections, style, titles(get('mkSectionName'), site), site)),
  );

function toIniWithGlobal(args: Slot, parts: Slot, site: Site): Value {
  return withArguments(args, site, (get) =>
    withStyle(get, site, (style) =>
      withArguments(parts, site, (part) => {
        const head = expectClosedAttrs(part('globalSection') ?? EMPTY_ATTRS, site, (global) =>
          global.entries.size === 0 ? EMPTY_STRING : concatPieces([lines(global, style, site), '\n']),
        );
        return concatPieces([
          head,
          ini(part('sections') ?? EMPTY_ATTRS, style, titles(get('mkSectionName'), site), site),
        ]);
      }),
    ),
  );
}

const keyValueRow: Row = quaternary('mkKeyValueDefault', (args, separator, key, value, site) =>
  withArguments(args, site, (get) => {
    const fn = get('mkValueString');
    const write = (slot: Slot): Value =>
      fn === undefined ? valueString(slot, site) : text(call(fn, [slot], site), site);
    return expectString(separator, site, (between) =>
      expectString(key, site, (name) => keyValue(between.text, write)(name.text, value)),
    );
  }),
);

export const GENERATOR_ROWS: readonly Row[] = [
  binary('mkValueStringDefault', (_args, value, site) => valueString(value, site)),
  keyValueRow,
  binary('toKeyValue', (args, set, site) =>
    withArguments(args, site, (get) => withStyle(get, site, (style) => lines(set, style, site))),
  ),
  binary('toINI', toIni),
  binary('toINIWithGlobalSection', toIniWithGlobal),
];

/** INI with another way to write values. */
export const iniWith =
  (write: (value: Slot, site: Site) => Value) =>
  (sections: Slot, site: Site): Value =>
    ini(
      sections,
      { write: keyValue('=', (value) => write(value, site)), duplicate: false, indent: '' },
      titles(undefined, site),
      site,
    );
