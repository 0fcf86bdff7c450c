// lib.gvariant: typed values of GSettings, and the files they are written to.

import { binary, unary } from '../builtins/row';
import { decide, expectClosedList, expectString, type Row, unaryFunction } from '../primop';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { coerce, concatPieces } from '../strings';
import { force, lazily } from '../thunk';
import { isTrue } from '../truth';
import { typeName } from '../type-name';
import { lift } from '../unknowns';
import { attrs, fail, list, NULL, type Slot, string, type Value } from '../values';
import { iniWith } from './generators/generators';
import { type Constant, deeper, library } from './support';
import { hasTag } from './tags';

type Print = (value: Slot, type: Slot, site: Site) => Value;

const shown = (value: Slot, site: Site): Value => coerce(force(value), site, true);
/** A value with its type in front of it. */
const annotated: Print = (value, type, site) => concatPieces(['@', force(type), ' ', shown(value, site)]);
export const plain: Print = (value, _type, site) => shown(value, site);

export function make(type: Slot, value: Slot, print: Print): Value {
  const toText = unaryFunction('__toString', (self, site) =>
    print(selectAttr(force(self), 'value', site), selectAttr(force(self), 'type', site), site),
  );
  return attrs([
    ['_type', string('gvariant')],
    ['type', type],
    ['value', value],
    ['__toString', toText],
  ]);
}

export const items = (value: Slot, site: Site, open: string, close: string): Value =>
  expectClosedList(value, site, (known) =>
    concatPieces([
      open,
      ...known.flatMap((item, index) => (index === 0 ? [shown(item, site)] : [',', shown(item, site)])),
      close,
    ]),
  );
export const typed = (type: Slot, rest: Value): Value => concatPieces(['@', force(type), ' ', rest]);

const escaped = (text: string, characters: RegExp): string => text.replaceAll(characters, '\\$&');
const quoted =
  (prefix: string, characters: RegExp): Print =>
  (value, _type, site) =>
    expectString(value, site, ({ text }) => string(`${prefix}'${escaped(text, characters).replaceAll('\n', '\\n')}'`));

/** Makes a value of what stands for one. */
export type Make = (value: Slot, site: Site) => Value;

/** A value with the type that its kind tells; integers do not tell theirs. */
const mkValue: Make = (slot, site) =>
  valueWith(slot, site, mkArray, (value) =>
    fail('throw', `The GVariant type of a ${typeName(value)} is unclear.`, site),
  );

export function valueWith(slot: Slot, site: Site, ofList: Make, other: (value: Value) => Value): Value {
  return deeper(() =>
    lift(force(slot), (value) => {
      switch (value.kind) {
        case 'bool':
          return make(string('b'), value, (known) => string(String(isTrue(force(known)))));
        case 'float':
          return make(string('d'), value, plain);
        case 'string':
          return make(string('s'), value, quoted('', /['\\]/g));
        case 'list':
          return ofList(value, site);
        case 'attrs':
          return decide(
            hasTag(value, 'gvariant', site),
            () => value,
            () => other(value),
            site,
          );
        default:
          return other(value);
      }
    }),
  );
}

export const typeOf = (slot: Slot, site: Site): Value => selectAttr(force(slot), 'type', site);

function mkArray(elements: Slot, site: Site): Value {
  return expectClosedList(elements, site, (known) => {
    const [first, ...others] = known.map((item) => mkValue(item, site));
    if (first === undefined) return fail('throw', 'Please create empty array with mkEmptyArray.', site);
    return make(
      lazily(site, () => concatPieces(['a', typeOf(first, site)])),
      list([first, ...others]),
      (value, type) => typed(type, items(value, site, '[', ']')),
    );
  });
}

function mkTuple(elements: Slot, site: Site, ofOne: Make): Value {
  return expectClosedList(elements, site, (known) => {
    const values = known.map((item) => ofOne(item, site));
    const type = lazily(site, () => concatPieces(['(', ...values.map((value) => typeOf(value, site)), ')']));
    return make(type, list(values), (value, own) => typed(own, items(value, site, '(', ')')));
  });
}

export const inAngles: Print = (value, _type, site) => concatPieces(['<', shown(value, site), '>']);

export function mkDictionaryEntry(name: Slot, value: Slot, site: Site, ofOne: Make): Value {
  const [key, content] = [lazily(site, () => ofOne(name, site)), lazily(site, () => ofOne(value, site))];
  const type = lazily(site, () => concatPieces(['{', typeOf(key, site), typeOf(content, site), '}']));
  return make(
    type,
    attrs([
      ['name', name],
      ['value', value],
    ]),
    (_value, own) => concatPieces(['@', force(own), ' {', shown(key, site), ',', shown(content, site), '}']),
  );
}

const mkMaybe = (elemType: Slot, value: Slot, site: Site): Value =>
  make(
    lazily(site, () => concatPieces(['m', force(elemType)])),
    value,
    (known, type) =>
      force(known).kind === 'null'
        ? concatPieces(['@', force(type), ' nothing'])
        : concatPieces(['just ', shown(known, site)]),
  );

const scalar = (name: string, type: string, print: Print): Row =>
  unary(name, (value) => make(string(type), value, print));

/** What takes values of any kind, and what is of a kind of its own. */
export const rowsWith = (ofOne: Make): readonly Row[] => [
  unary('isGVariant', (value, site) => hasTag(value, 'gvariant', site)),
  unary('mkValue', ofOne),
  unary('mkEmptyArray', (elemType, site) =>
    make(
      lazily(site, () => concatPieces(['a', force(elemType)])),
      list([]),
      (_value, type) => concatPieces(['@', force(type), ' []']),
    ),
  ),
  binary('mkMaybe', mkMaybe),
  unary('mkNothing', (elemType, site) => mkMaybe(elemType, NULL, site)),
  unary('mkJust', (value, site) => lift(ofOne(value, site), (known) => mkMaybe(typeOf(known, site), known, site))),
  unary('mkTuple', (elements, site) => mkTuple(elements, site, ofOne)),
  unary('mkBoolean', (value) => make(string('b'), value, (known) => string(String(isTrue(force(known)))))),
  scalar('mkString', 's', quoted('', /['\\]/g)),
  scalar('mkObjectpath', 's', quoted('objectpath ', /'/g)),
  scalar('mkDouble', 'd', plain),
  scalar('mkInt32', 'i', plain),
  ...(
    [
      ['mkUchar', 'y'],
      ['mkInt16', 'n'],
      ['mkUint16', 'q'],
      ['mkUint32', 'u'],
      ['mkInt64', 'x'],
      ['mkUint64', 't'],
    ] as const
  ).map(([name, type]) => scalar(name, type, annotated)),
];

export const GVARIANT_ROWS: readonly Row[] = [
  ...rowsWith(mkValue),
  unary('mkVariant', (value, site) =>
    make(
      string('v'),
      lazily(site, () => mkValue(value, site)),
      inAngles,
    ),
  ),
  unary('mkArray', mkArray),
  binary('mkDictionaryEntry', (name, value, site) => mkDictionaryEntry(name, value, site, mkValue)),
];

const TYPE_FUNCTIONS: readonly Row[] = [
  unary('arrayOf', (type) => concatPieces(['a', force(type)])),
  unary('maybeOf', (type) => concatPieces(['m', force(type)])),
  unary('tupleOf', (types, site) =>
    expectClosedList(types, site, (known) => concatPieces(['(', ...known.map(force), ')'])),
  ),
  binary('dictionaryEntryOf', (name, value) => concatPieces(['{', force(name), force(value), '}'])),
];
const TYPE_NAMES = {
  string: 's',
  boolean: 'b',
  uchar: 'y',
  int16: 'n',
  uint16: 'q',
  int32: 'i',
  uint32: 'u',
  int64: 'x',
  uint64: 't',
  double: 'd',
  variant: 'v',
};

export const GVARIANT_CONSTANTS: readonly Constant[] = [
  [
    'type',
    library(
      'lib.gvariant.type',
      TYPE_FUNCTIONS,
      Object.entries(TYPE_NAMES).map(([name, type]) => [name, string(type)] as const),
    ),
  ],
];

export const DCONF_ROWS: readonly Row[] = [
  unary(
    'toDconfINI',
    iniWith((value, site) => shown(mkValue(value, site), site)),
  ),
];
