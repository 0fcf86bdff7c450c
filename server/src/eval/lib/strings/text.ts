// lib.strings: case, splitting, padding and reading numbers.

import { spend, spendText } from '../../budget';
import { byteLength } from '../../builtins/bytes';
import { binary, ternary, unary } from '../../builtins/row';
import { expectBool, expectInt, expectString, type Row } from '../../primop';
import { selectAttr } from '../../select';
import type { Site } from '../../site';
import { concatPieces } from '../../strings';
import { force } from '../../thunk';
import { isFalse, isTrue } from '../../truth';
import { typeName } from '../../type-name';
import { lift } from '../../unknowns';
import { FALSE, fail, int, list, type Slot, string, TRUE, type Value } from '../../values';
import { attrOr } from '../attrsets/attr-path';
import { builtin } from '../builtin';
import { allOf, type Constant, call, deeper, ofPackage, withArguments } from '../support';
import { escapeRegex, onText, withToString } from './escape';
import { isStorePath, isStringLike } from './string-like';

const lower = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
const upper = (text: string): string => text.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
const sentence = (text: string): string => upper(text.slice(0, 1)) + lower(text.slice(1));

/** Words joined with capitals: at `-`, `_` and blanks, and where a capital follows a small letter. */
function camel(text: string): string {
  const [first = '', ...rest] = text.split(/[-_ ]/).flatMap((part) => part.split(/(?<=[a-z])(?=[A-Z])/));
  return lower(first) + rest.map(sentence).join('');
}

/** `builtins.split` of a literal text, matches left out. */
function splitText(separator: string, text: string, site: Site): Value {
  if (separator !== '') return spend(text.length >> 4) ?? list(text.split(separator).map(string));
  return lift(builtin('split', [string(escapeRegex(separator)), string(text)], site), (parts) =>
    parts.kind === 'list' ? list(parts.items.filter((part) => force(part).kind === 'string')) : parts,
  );
}

const splitString = (separator: Slot, text: Slot, site: Site): Value =>
  withToString(separator, site, (between) => withToString(text, site, (known) => splitText(between, known, site)));

/** Splits where a function of the last and the current character says so. */
function splitBy(predicate: Slot, keep: boolean, text: string, site: Site): Value {
  const parts: string[] = [''];
  let previous = '';
  for (const character of text) {
    const verdict = spend(1) ?? call(predicate, [string(previous), string(character)], site);
    if (isTrue(verdict)) parts.push(keep ? character : '');
    else if (isFalse(verdict)) parts.push((parts.pop() ?? '') + character);
    else return expectBool(verdict, site, (known) => known);
    previous = character;
  }
  return list(parts.map(string));
}

/** As `onText`, with a failure of nixpkgs' own for other values. */
const onlyText = (name: string, change: (text: string) => string): Row =>
  unary(name, (slot, site) =>
    lift(force(slot), (value) => {
      if (value.kind !== 'string' && value.kind !== 'partial-string')
        return fail('throw', `${name} does only accepts string values, but got ${typeName(value)}`, site);
      return expectString(value, site, ({ text }) => string(change(text)));
    }),
  );

/** An expression that looks for spaces at the end would look at all others, too. */
function trimmed(text: string, start: boolean, end: boolean): string {
  let [from, to] = [0, text.length];
  while (start && from < to && SPACES.has(text.charAt(from))) from++;
  while (end && to > from && SPACES.has(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

const SPACES: ReadonlySet<string> = new Set([' ', '\t', '\r', '\n']);

/** A text filled up on the left to exactly some width. */
function fixedWidth(width: Slot, filler: Slot, text: Slot, site: Site): Value {
  return expectInt(width, site, (wanted) =>
    expectString(filler, site, (fill) =>
      expectString(text, site, (known) => {
        const missing = wanted - byteLength(known.text);
        const step = byteLength(fill.text);
        if (missing < 0 || (missing > 0 && (step === 0 || missing % step !== 0)))
          return fail(
            'throw',
            `fixedWidthString: requested string length (${wanted}) must not be shorter than actual length`,
            site,
          );
        return spendText(wanted) ?? string(fill.text.repeat(missing === 0 ? 0 : missing / step) + known.text);
      }),
    ),
  );
}

function readInt(name: string, text: string, digits: string | undefined, site: Site): Value {
  const value = digits === undefined || !/^-?(0|[1-9][0-9]*)$/.test(digits) ? undefined : BigInt(digits);
  if (value === undefined || BigInt.asIntN(64, value) !== value)
    return fail('throw', `${name}: Could not convert ${JSON.stringify(text)} to int.`, site);
  return int(value);
}

function toInt(text: string, site: Site): Value {
  const digits = /^\s*(-?[0-9]+)\s*$/.exec(text)?.[1];
  if (digits !== undefined && /^0[0-9]+$/.test(digits))
    return fail(
      'throw',
      `toInt: Ambiguity in interpretation of ${JSON.stringify(text)} between octal and zero padded integer.`,
      site,
    );
  return readInt('toInt', text, digits, site);
}

/** The name or version of a package, or of a text like `name-1.2`. */
const nameOrVersion = (row: string, attribute: string, part: string): Row =>
  unary(row, (slot, site) => {
    const parse = (text: Value): Value =>
      lift(builtin('parseDrvName', [text], site), (parsed) => selectAttr(parsed, part, site));
    return ofPackage(slot, `lib.${row}`, (value) => {
      if (value.kind === 'string' || value.kind === 'partial-string') return parse(value);
      return attrOr(value, attribute, () => parse(selectAttr(value, 'name', site)), site);
    });
  });

const flag = (name: string, yes: string, no: string): Row =>
  binary(name, (on, feature, site) =>
    expectBool(on, site, ({ value }) => concatPieces([`--${value ? yes : no}-`, force(feature)])),
  );
const flagAs = (name: string, yes: string, no: string): Row =>
  ternary(name, (on, feature, value, site) =>
    expectBool(on, site, (known) =>
      concatPieces([`--${known.value ? yes : no}-`, force(feature), ...(known.value ? ['=', force(value)] : [])]),
    ),
  );

const option = (parts: readonly (string | Value)[]): Value => concatPieces(['-D', ...parts]);
const CMAKE_TYPES = ['BOOL', 'FILEPATH', 'PATH', 'STRING', 'INTERNAL', 'LIST'];

function nameFromUrl(url: string, separator: string, site: Site): Value {
  const file = url.slice(url.lastIndexOf('/') + 1);
  const [name = ''] = file.split(separator);
  return name === file ? fail('assert', 'assertion failed', site) : string(name);
}

/** A text as the name of a derivation. */
function derivationName(text: string): string {
  if (byteLength(text) <= 207 && /^[A-Za-z0-9+_?=-][A-Za-z0-9+._?=-]*$/.test(text)) return text;
  const cleaned = text
    .replace(/^\.*/, '')
    .replaceAll(/[^A-Za-z0-9+._?=-]+/g, '-')
    .slice(-207);
  return cleaned === '' ? 'unknown' : cleaned;
}

const letters = (first: string): readonly Value[] =>
  Array.from({ length: 26 }, (_, index) => string(String.fromCharCode(first.charCodeAt(0) + index)));

export const STRING_TEXT_ROWS: readonly Row[] = [
  onText('toLower', lower),
  onText('toUpper', upper),
  onlyText('toSentenceCase', sentence),
  onlyText('toCamelCase', camel),
  onText('trim', (text) => trimmed(text, true, true)),
  binary('trimWith', (args, text, site) =>
    withArguments(args, site, (given) =>
      expectBool(given('start') ?? FALSE, site, (start) =>
        expectBool(given('end') ?? FALSE, site, (end) =>
          expectString(text, site, (known) => string(trimmed(known.text, start.value, end.value))),
        ),
      ),
    ),
  ),
  onText('normalizePath', (text) => text.replaceAll(/\/+/g, '/')),
  onText('sanitizeDerivationName', derivationName),
  binary('splitString', splitString),
  ternary('splitStringBy', (predicate, keep, text, site) =>
    expectBool(keep, site, ({ value }) =>
      expectString(text, site, (known) => splitBy(predicate, value, known.text, site)),
    ),
  ),
  ternary('fixedWidthString', fixedWidth),
  binary('fixedWidthNumber', (width, number, site) =>
    withToString(number, site, (text) => fixedWidth(width, string('0'), string(text), site)),
  ),
  unary('toInt', (text, site) => expectString(text, site, (known) => toInt(known.text, site))),
  unary('toIntBase10', (text, site) =>
    expectString(text, site, (known) =>
      readInt('toIntBase10', known.text, /^\s*0*?(-?(?:0|[1-9][0-9]*))\s*$/.exec(known.text)?.[1], site),
    ),
  ),
  unary('charToInt', (text, site) => expectString(text, site, (known) => int(known.text.charCodeAt(0)))),
  unary('floatToString', (number, site) => builtin('toString', [number], site)),
  binary('addContextFrom', (_source, target) => force(target)),
  nameOrVersion('getName', 'pname', 'name'),
  nameOrVersion('getVersion', 'version', 'version'),
  binary('nameFromURL', (url, separator, site) =>
    expectString(url, site, (known) =>
      expectString(separator, site, ({ text }) => nameFromUrl(known.text, text, site)),
    ),
  ),
  ternary('cmakeOptionType', (type, feature, value, site) =>
    expectString(type, site, ({ text }) =>
      CMAKE_TYPES.includes(upper(text))
        ? option([force(feature), `:${upper(text)}=`, force(value)])
        : fail('assert', 'assertion failed', site),
    ),
  ),
  binary('cmakeBool', (feature, on, site) =>
    expectBool(on, site, ({ value }) => option([force(feature), `:BOOL=${value ? 'TRUE' : 'FALSE'}`])),
  ),
  binary('cmakeFeature', (feature, value) => option([force(feature), ':STRING=', force(value)])),
  binary('mesonOption', (feature, value) => option([force(feature), '=', force(value)])),
  binary('mesonBool', (feature, on, site) =>
    expectBool(on, site, ({ value }) => option([force(feature), `=${value}`])),
  ),
  binary('mesonEnable', (feature, on, site) =>
    expectBool(on, site, ({ value }) => option([force(feature), `=${value ? 'enabled' : 'disabled'}`])),
  ),
  flag('enableFeature', 'enable', 'disable'),
  flag('withFeature', 'with', 'without'),
  flagAs('enableFeatureAs', 'enable', 'disable'),
  flagAs('withFeatureAs', 'with', 'without'),
  unary('isStringLike', isStringLike),
  unary('isCoercibleToString', isStringLike),
  unary('isStorePath', isStorePath),
  unary('isConvertibleWithToString', (value, site) => isConvertible(value, site)),
];

/** Whether `toString` accepts a value. */
function isConvertible(slot: Slot, site: Site): Value {
  const value = force(slot);
  if (value.kind === 'list')
    return deeper(() => allOf(value.items, (item) => isConvertible(item, site), value.open, site));
  return ['null', 'int', 'float', 'bool'].includes(value.kind) ? TRUE : isStringLike(value, site);
}

export const STRING_CONSTANTS: readonly Constant[] = [
  ['lowerChars', list(letters('a'))],
  ['upperChars', list(letters('A'))],
];
