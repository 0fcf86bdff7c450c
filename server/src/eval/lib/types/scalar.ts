// Option types without types inside: numbers, strings, paths, packages.

import { unary } from '../../builtins/row';
import { decide, expectString, type Row } from '../../primop';
import { hasAttr } from '../../select';
import type { Site } from '../../site';
import { coerce } from '../../strings';
import { force, lazily } from '../../thunk';
import { isFalse, isTrue } from '../../truth';
import { lift } from '../../unknowns';
import {
  type AttrsValue,
  attrs,
  bool,
  EMPTY_ATTRS,
  FALSE,
  NULL,
  type Slot,
  string,
  TRUE,
  unknown,
  type Value,
} from '../../values';
import { nixString } from '../option-text';
import { matchesWhole } from '../strings/regex';
import { inStore, isStorePath } from '../strings/string-like';
import { anyOf, not, withArguments } from '../support';
import { hasTag, isDerivation } from '../tags';
import { NUMBER_TYPES } from './number';
import { changeType, checkKnown, checkWith, describe, makeType, NOUN, noun } from './parts';

const isString = (value: Value): boolean => value.kind === 'string' || value.kind === 'partial-string';

const everything = checkWith(() => TRUE);
const text = noun('str', 'string', checkKnown(isString));

/** A string type with a regular expression for the whole string. */
const strMatching = (pattern: Slot, site: Site): AttrsValue =>
  makeType({
    name: lazily(site, () => expectString(pattern, site, (known) => string(`strMatching ${nixString(known.text)}`))),
    description: describe(site, () => ['string matching the pattern ', force(pattern)]),
    descriptionClass: NOUN,
    check: checkWith((value) =>
      lift(force(value), (known) => (isString(known) ? matchesWhole(pattern, known, site) : FALSE)),
    ),
    functor: 'strMatching',
    payload: attrs([['pattern', pattern]]),
  });

/** A check on the text of a string; where parts of it are not known the answer is not either. */
const checkText = (test: (text: string) => boolean): Slot =>
  checkWith((value, site) =>
    lift(force(value), (known) =>
      known.kind === 'partial-string'
        ? unknown('opaque', 'a string with unknown parts', site)
        : bool(known.kind === 'string' && test(known.text)),
    ),
  );

const separatedBy = (separator: Slot, description: Slot): AttrsValue =>
  makeType({
    name: string('separatedString'),
    description,
    descriptionClass: NOUN,
    check: checkKnown(isString),
    payload: attrs([['sep', separator]]),
  });
const separated = (separator: string): AttrsValue =>
  separatedBy(string(separator), string(`strings concatenated with ${JSON.stringify(separator)}`));

/** `pathWith { inStore, absolute }`, null for either way. */
function pathWith(store: Slot, absolute: Slot, description: Slot): AttrsValue {
  const check = checkWith((value, site) =>
    lift(force(store), (place) =>
      lift(force(absolute), (start) => lift(force(value), (known) => checkPath(known, place, start, site))),
    ),
  );
  return makeType({
    name: string('path'),
    description,
    descriptionClass: NOUN,
    check,
    payload: attrs([
      ['inStore', store],
      ['absolute', absolute],
    ]),
  });
}

function checkPath(value: Value, store: Value, absolute: Value, site: Site): Value {
  const text =
    value.kind === 'attrs'
      ? anyOf(['outPath', '__toString'], (name) => hasAttr(value, name), undefined, site)
      : bool(isString(value) || (value.kind === 'path' && !isFalse(store)));
  if (!isTrue(text) || (value.kind === 'attrs' && isFalse(store)))
    return value.kind === 'attrs' && isFalse(store) ? FALSE : text;
  if (store.kind === 'null' && absolute.kind === 'null') return TRUE;
  return lift(coerce(value, site, true), (known) => {
    const start = known.kind === 'partial-string' ? known.pieces[0] : known.kind === 'string' ? known.text : undefined;
    if (typeof start !== 'string') return unknown('opaque', 'a string with unknown parts', site);
    const isAbsolute = start.startsWith('/');
    if (absolute.kind === 'bool' && absolute.value !== isAbsolute) return FALSE;
    if (store.kind !== 'bool') return TRUE;
    // What lies in a flake is in the store when Nix evaluates it.
    if (value.kind === 'path' && !inStore(start)) return unknown('environment', `store path of ${value.path}`, site);
    return known.kind === 'string'
      ? bool(inStore(isAbsolute ? start : `/${start}`) === store.value)
      : unknown('opaque', 'a string with unknown parts', site);
  });
}

const describePath = (store: Value, absolute: Value): string => {
  const kind = absolute.kind === 'bool' ? (absolute.value ? 'absolute ' : 'relative ') : '';
  return `${kind}path${store.kind === 'bool' ? (store.value ? ' in the Nix store' : ' not in the Nix store') : ''}`;
};
const fixedPath = (store: Value, absolute: Value): AttrsValue =>
  pathWith(store, absolute, string(describePath(store, absolute)));

const either = (test: (value: Slot, site: Site) => Value, or: (value: Slot, site: Site) => Value): Slot =>
  checkWith((value, site) => anyOf([test, or], (check) => check(value, site), undefined, site));
const packageType = noun('package', 'package', either(isDerivation, isStorePath));

/** The types that are values. */
export const SCALARS = {
  raw: noun('raw', 'raw value', everything),
  anything: noun('anything', 'anything', everything),
  unspecified: noun('unspecified', 'unspecified value', everything),
  bool: noun(
    'bool',
    'boolean',
    checkKnown((value) => value.kind === 'bool'),
  ),
  boolByOr: noun(
    'boolByOr',
    'boolean (merged using or)',
    checkKnown((value) => value.kind === 'bool'),
  ),
  ...NUMBER_TYPES,
  str: text,
  string: changeType(text, [
    ['name', string('string')],
    ['deprecationMessage', string('See https://github.com/NixOS/nixpkgs/pull/66346 for better alternative types.')],
  ]),
  nonEmptyStr: noun(
    'nonEmptyStr',
    'non-empty string',
    checkText((known) => /[^ \t\n]/.test(known)),
  ),
  singleLineStr: noun(
    'singleLineStr',
    '(optionally newline-terminated) single-line string',
    checkText((known) => /^[^\n\r]*\n?$/.test(known)),
  ),
  lines: separated('\n'),
  commas: separated(','),
  envVar: separated(':'),
  attrs: makeType({
    name: string('attrs'),
    description: string('attribute set'),
    check: checkKnown((value) => value.kind === 'attrs'),
    emptyValue: EMPTY_ATTRS,
  }),
  fileset: noun(
    'fileset',
    'fileset',
    checkWith((value, site) =>
      anyOf(
        [hasTag(value, 'fileset', site), lift(force(value), (known) => bool(known.kind === 'path'))],
        (result) => result,
        undefined,
        site,
      ),
    ),
  ),
  package: packageType,
  shellPackage: changeType(packageType, [
    [
      'check',
      checkWith((value, site) =>
        decide(
          isDerivation(value, site),
          () => hasAttr(force(value), 'shellPath'),
          () => FALSE,
          site,
        ),
      ),
    ],
  ]),
  pkgs: noun(
    'pkgs',
    'Nixpkgs package set',
    checkWith((value, site) => hasTag(value, 'pkgs', site)),
  ),
  path: fixedPath(NULL, TRUE),
  pathInStore: fixedPath(TRUE, NULL),
  externalPath: fixedPath(FALSE, TRUE),
  luaInline: noun(
    'luaInline',
    'inline lua',
    checkWith((value, site) => hasTag(value, 'lua-inline', site)),
  ),
  optionType: noun(
    'optionType',
    'optionType',
    checkWith((value, site) => hasTag(value, 'option-type', site)),
  ),
  optionDeclaration: noun(
    'optionDeclaration',
    'option declaration',
    checkWith((value, site) =>
      decide(
        hasTag(value, 'option', site),
        () => not(hasAttr(force(value), 'value')),
        () => FALSE,
        site,
      ),
    ),
  ),
};

/** The functions that make scalar types. */
export const SCALAR_ROWS: readonly Row[] = [
  unary('strMatching', strMatching),
  unary('separatedString', (separator, site) =>
    separatedBy(
      separator,
      lazily(site, () =>
        expectString(separator, site, (known) => string(`strings concatenated with ${JSON.stringify(known.text)}`)),
      ),
    ),
  ),
  unary('pathWith', (args, site) =>
    withArguments(args, site, (given) => {
      const [store, absolute] = [given('inStore') ?? NULL, given('absolute') ?? NULL];
      return pathWith(
        store,
        absolute,
        lazily(site, () => string(describePath(force(store), force(absolute)))),
      );
    }),
  ),
];
