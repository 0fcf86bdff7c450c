// Type descriptions → merge classes.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { MergeClass } from '../../../server/src/options/merge-class';
import { parseTypeDescription } from '../../../server/src/options/type-description';

/** A class in one line: `nullOr(list(equal:string))`. */
function show(type: MergeClass): string {
  switch (type.kind) {
    case 'equal':
      return type.scalar;
    case 'lines':
      return `lines ${JSON.stringify(type.separator)}`;
    case 'list':
    case 'attrs':
      return `${type.kind}(${show(type.element)})`;
    case 'nullOr':
      return `null|${show(type.of)}`;
    case 'either':
      return type.of.map(show).join('|');
    case 'coerced':
      return `${type.from === undefined ? '' : show(type.from)}→${show(type.to)}`;
    case 'submodule':
      return type.freeform === undefined ? 'submodule' : `submodule(${show(type.freeform)})`;
    case 'function':
      return `function(${show(type.result)})`;
    default:
      return type.kind;
  }
}

it.each([
  ['boolean', 'bool'],
  ['boolean (merged using or)', 'or'],
  ['signed integer', 'int'],
  ['unsigned integer, meaning >=0', 'int'],
  ['16 bit unsigned integer; between 0 and 65535 (both inclusive)', 'int'],
  ['integer between 0 and 100 (both inclusive)', 'int'],
  ['floating point number', 'float'],
  ['nonnegative integer or floating point number, meaning >=0', 'int|float'],
  ['non-empty string', 'string'],
  ['(optionally newline-terminated) single-line string', 'string'],
  ['string, not containing newlines or colons', 'string'],
  ['null or (string, not containing newlines or colons)', 'null|string'],
  ['absolute path not in the Nix store', 'path'],
  ['one of "a", "b or c", "(d"', 'enum'],
  ['value "x or y" (singular enum)', 'enum'],
  ['string or one of "a", "b"', 'string|enum'],
  ['package', 'one'],
  ['raw value', 'one'],
  ['strings concatenated with "\\n"', 'lines "\\n"'],
  ['null or strings concatenated with ":"', 'null|lines ":"'],
  ['list of string', 'list(string)'],
  ['non-empty (list of (submodule))', 'list(submodule)'],
  ['list of (list of string) or boolean', 'list(list(string))|bool'],
  ['attribute set', 'attrs-shallow'],
  ['attribute set of (attribute set)', 'attrs(attrs-shallow)'],
  ['lazy attribute set of raw value', 'attrs(one)'],
  ['attribute set of (submodule)', 'attrs(submodule)'],
  ['open submodule of attribute set of (JSON value)', 'submodule(freeform)'],
  ['(list of string) or string convertible to it', 'string→list(string)'],
  ['null or ((list of string) or string convertible to it)', 'null|string→list(string)'],
  ['strings concatenated with "\\n" or (list of string) convertible to it', 'list(string)→lines "\\n"'],
  ['boolean or null or string', 'bool|null|string'],
  [
    'attribute set of (INI atom (null, bool, int, float or string) or a list of them for duplicate keys)',
    'attrs(other→list(other))',
  ],
  [
    'section of an INI file (attrs of INI atom (null, bool, int, float or string) or a non-empty list of them)',
    'attrs(other→list(other))',
  ],
  [
    'attribute set of section of an INI file (attrs of INI atom (null, bool, int, float or string))',
    'attrs(attrs(other))',
  ],
  ['attribute set of (systemd option)', 'attrs(systemd-option)'],
  ['function that evaluates to a(n) list of package', 'function(list(one))'],
  ['function that evaluates to a(n) attribute set of (boolean or string)', 'function(attrs(bool|string))'],
  ['attribute-tagged union', 'tag'],
  ['anything', 'anything'],
  ['unspecified value', 'unspecified'],
  ['module', 'modules'],
  ['string matching the pattern (a|b)? or signed integer', 'string|int'],
  ['null or (string matching the pattern [)a]+) or boolean', 'null|string|bool'],
  ['list of string matching the pattern [a-z]+[.](service|socket)', 'list(string)'],
])('%s', (description, expected) => {
  expect(show(parseTypeDescription(description))).toBe(expected);
});

it('does not guess at words of its own', () => {
  for (const text of [
    '',
    'Toplevel NixOS config',
    'freeciv-server params',
    '(',
    'null or',
    'list of',
    '((a) or',
    '"',
    'constructor',
    'Go duration (x)',
  ]) {
    expect(show(parseTypeDescription(text)), text).not.toMatch(/bool|string|int|one|or$/);
  }
});

/** The sample's way of writing a class, which says less than ours: no elements of lists, no scalars, no parentheses. */
function asColumn(type: MergeClass): string {
  switch (type.kind) {
    case 'lines':
      return type.separator === '\n' ? 'lines' : 'concat';
    case 'attrs':
      return `attrs:${asColumn(type.element)}`;
    case 'nullOr':
      return `nullOr:${asColumn(type.of)}`;
    case 'either':
      return `either:${type.of.map(asColumn).join('|')}`;
    case 'coerced':
      return `coerced:${asColumn(type.to)}`;
    case 'function':
      return `function:${asColumn(type.result)}`;
    default:
      return type.kind;
  }
}

/** Where the two differ and why ours is right. */
const EXPLAINED: readonly (readonly [RegExp, string])[] = [
  [/INI (file|atom)|atom \(/, 'the column stops at the section; a list of atoms is coerced, so it never conflicts'],
  [/string or path|string, path/, 'two alternatives, not one scalar: a path against a string is an error of its own'],
  [/integer or floating point number/, 'two alternatives: an int against a float is an error of its own'],
  [/or null or/, 'the rest after "null" may be null together'],
  [
    /not containing newlines or colons|starting with|printable string|nonzero|nonnegative|single-line|float between/,
    'the column read the words as several types or not at all',
  ],
  [/number or a range/, 'the column read the words as several types'],
  [/secret value|, package|PKCS/, 'words of a type of its own: nothing is known of its structure'],
  [/Hypr|Python/, 'a value of a format'],
];

it('agrees with the classes that were read from the manuals by other means', () => {
  const rows = readFileSync(new URL('merge-sample.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const differences = rows.flatMap((row) => {
    const [path = '', type = '', merge = ''] = row.split('\t');
    const ours = asColumn(parseTypeDescription(type));
    return ours === merge ? [] : [{ path, type, merge, ours }];
  });
  expect(differences.length / rows.length).toBeLessThan(0.02);
  expect(differences.filter(({ type }) => !EXPLAINED.some(([words]) => words.test(type)))).toEqual([]);
});
