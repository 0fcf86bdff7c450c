// How types that hold no other type merge, by the words the manuals use for them.
import { type MergeClass, type Scalar, UNKNOWN_CLASS } from './merge-class';

function equal(scalar: Scalar): MergeClass {
  return { kind: 'equal', scalar };
}

/**
 * An atom of a configuration format: null or one of several scalars. Two definitions of different kinds are as much of
 * an error as two different values of one kind, so equality says it all.
 */
const ATOM = equal('other');
const SHALLOW: MergeClass = { kind: 'attrs-shallow' };
const ONE: MergeClass = { kind: 'one' };
const FREEFORM: MergeClass = { kind: 'freeform' };

/** The exact wordings. */
const EXACT: Readonly<Record<string, MergeClass>> = {
  boolean: equal('bool'),
  'boolean (merged using or)': { kind: 'or' },
  'signed integer': equal('int'),
  integer: equal('int'),
  'floating point number': equal('float'),
  string: equal('string'),
  'non-empty string': equal('string'),
  'single-line string': equal('string'),
  '(optionally newline-terminated) single-line string': equal('string'),
  'string, not containing newlines or colons': equal('string'),
  'file mode string': equal('string'),
  'path, not containing newlines or colons': equal('path'),
  path: equal('path'),
  'absolute path': equal('path'),
  'absolute path not in the Nix store': equal('path'),
  'path in the Nix store': equal('path'),
  'impossible (empty enum)': equal('enum'),
  package: { kind: 'one', isPackage: true },
  'Nixpkgs package set': ONE,
  'nixpkgs overlay': ONE,
  'raw value': ONE,
  'attribute set': SHALLOW,
  submodule: { kind: 'submodule', freeform: undefined },
  'attribute-tagged union': { kind: 'tag' },
  anything: { kind: 'anything' },
  unspecified: { kind: 'unspecified' },
  'unspecified value': { kind: 'unspecified' },
  module: { kind: 'modules' },
  type: { kind: 'modules' },
  optionType: { kind: 'modules' },
  fileset: { kind: 'modules' },
  'systemd option': { kind: 'systemd-option' },
  'sysctl option value': ONE,
  'settings option': FREEFORM,
  'null, bool, int, float or string': ATOM,
};

/** Wordings with a part that varies, the first that fits wins. */
const PATTERNS: readonly (readonly [RegExp, MergeClass])[] = [
  [/^one of \S/, equal('enum')],
  [/^value .* \(singular enum\)$/, equal('enum')],
  [
    /^(string matching the pattern|string \(with check:|printable string|string (starting|containing|without|of the form)) ?/,
    equal('string'),
  ],
  [/^(positive|unsigned|nonnegative|nonzero signed) integer(, meaning .+)?$/, equal('int')],
  [/^integer (between .+ \(both inclusive\)|of at least \d+ bits)$/, equal('int')],
  [/^\d+ bit (un)?signed integer; between .+ \(both inclusive\)$/, equal('int')],
  [/^(positive |nonnegative )?floating point number(, meaning .+| between .+ \(both inclusive\))?$/, equal('float')],
  [/^float between .+ \((both )?inclusive\)$/, equal('float')],
  [/^attribute-tagged union with choices/, { kind: 'tag' }],
  [/^([\w-]+ )*atom \([^()]*\)$/, ATOM],
  [
    /^(JSON|Json|YAML|TOML|XML|HOCON|PHP|Python|Elixir|Lua|GVariant|KDL|libconfig|Hypr\w+( configuration)?) value( \(.*\))?$/,
    FREEFORM,
  ],
  [/^systemd \w+ unit configuration$/, FREEFORM],
];

/** The class of a type without parts; `unknown` for words of its own. */
export function atomClass(text: string): MergeClass {
  const exact = Object.hasOwn(EXACT, text) ? EXACT[text] : undefined;
  return exact ?? PATTERNS.find(([pattern]) => pattern.test(text))?.[1] ?? UNKNOWN_CLASS;
}

/** Wordings that are one atom although an "or" stands in them outside of parentheses. */
export const ATOMS_WITH_OR: readonly string[] = [
  'not containing newlines or colons',
  'containing either a number or a range',
  'starting with / or ~/',
];
