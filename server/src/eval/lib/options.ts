// lib.options: declaring options, and describing them.

import { binary, ternary, unary } from '../builtins/row';
import { update } from '../collections';
import { decide, expectAttrs, expectClosedList, expectString, primop, type Row } from '../primop';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { concatPieces, interpolated } from '../strings';
import { force, lazily } from '../thunk';
import { type AttrsValue, attrs, FALSE, fail, list, NULL, type Slot, string, TRUE, type Value } from '../values';
import { attrByPath } from './attrsets/attr-path';
import { mergeDefault, mergeEqual, mergeOne, mergeUnique } from './option-merge';
import { showAttrPath, showOption } from './option-text';
import { type Constant, select, withArguments } from './support';
import { hasTag } from './tags';
import { makeType } from './types/parts';
import { SCALARS } from './types/scalar';
import { nullOr } from './types/wrapping';

const OPTION = attrs([['_type', string('option')]]);
const FIELDS = new Set([
  'default',
  'defaultText',
  'example',
  'description',
  'relatedPackages',
  'type',
  'apply',
  'internal',
  'visible',
  'readOnly',
]);

/** `mkOption`: the set itself, marked; a field that options do not have is Nix's error. */
function mkOption(fields: Value, site: Site): Value {
  return expectAttrs(fields, site, (set) => {
    const extra = [...set.entries.keys()].find((name) => !FIELDS.has(name));
    return extra === undefined
      ? update(set, OPTION, site)
      : fail('argument', `function 'mkOption' called with unexpected argument '${extra}'`, site);
  });
}

const literal = (type: string): Row =>
  unary(type, (text, site) =>
    expectString(text, site, (known) =>
      attrs([
        ['_type', string(type)],
        ['text', known],
      ]),
    ),
  );

/** `mkPackageOption pkgs name { default, example, nullable, … }` */
function mkPackageOption(pkgs: Slot, name: Slot, args: Slot, site: Site): Value {
  return withArguments(args, site, (given) => {
    const wanted = given('default') ?? name;
    const nullable = given('nullable') ?? FALSE;
    const path = lazily(site, () => pathOf(wanted, site));
    const pkgsText = given('pkgsText') ?? string('pkgs');
    const shown = lazily(site, () => concatPieces([force(pkgsText), '.', showAttrPath(path, site)]));
    const missing = lazily(site, () => fail('throw', 'package cannot be found', site));
    const fallback = attrs([
      ['default', lazily(site, () => attrByPath(path, missing, pkgs, site))],
      [
        'defaultText',
        attrs([
          ['_type', string('literalExpression')],
          ['text', shown],
        ]),
      ],
    ]);
    const common = attrs([
      ['description', lazily(site, () => description(name, given('extraDescription') ?? string(''), site))],
      [
        'type',
        lazily(site, () =>
          decide(
            force(nullable),
            () => nullOr(SCALARS.package, site),
            () => SCALARS.package,
            site,
          ),
        ),
      ],
    ]);
    const none = (): Value =>
      decide(
        force(nullable),
        () => update(attrs([['default', NULL]]), common, site),
        () => common,
        site,
      );
    const value = force(wanted);
    const marked = update(value.kind === 'null' ? none() : update(fallback, common, site), OPTION, site);
    const example = given('example');
    return example === undefined || force(example).kind === 'null'
      ? marked
      : update(marked, attrs([['example', lazily(site, () => exampleOf(example, pkgsText, site))]]), site);
  });
}

/** A name alone is a path of one step. */
function pathOf(wanted: Slot, site: Site): Value {
  const value = force(wanted);
  return value.kind === 'string' ? list([value]) : expectClosedList(value, site, (items) => list(items));
}

function description(name: Slot, extra: Slot, site: Site): Value {
  const value = force(name);
  const last = value.kind === 'list' ? (value.items.at(-1) ?? value) : value;
  const more = force(extra);
  return concatPieces([
    'The ',
    interpolated(force(last), site),
    ' package to use.',
    more.kind === 'string' && more.text === '' ? '' : ' ',
    more,
  ]);
}

function exampleOf(example: Slot, pkgsText: Slot, site: Site): Value {
  const value = force(example);
  const text = value.kind === 'list' ? concatPieces([force(pkgsText), '.', showAttrPath(value, site)]) : value;
  return attrs([
    ['_type', string('literalExpression')],
    ['text', text],
  ]);
}

const enableOption = (name: Slot, site: Site): AttrsValue =>
  attrs([
    ['_type', string('option')],
    ['default', FALSE],
    ['example', TRUE],
    ['description', lazily(site, () => concatPieces(['Whether to enable ', interpolated(force(name), site), '.']))],
    ['type', SCALARS.bool],
  ]);

/** An option that swallows definitions and has no value. */
function sink(fields: Slot, site: Site): Value {
  const type = makeType({ name: string('sink'), description: string('sink'), check: primop('check', 1, () => TRUE) });
  const apply = primop('apply', 1, () =>
    fail('throw', 'Option value is not readable because the option is not declared.', site),
  );
  const base = attrs([
    ['internal', TRUE],
    ['visible', FALSE],
    ['default', FALSE],
    ['description', string('Sink for option definitions.')],
    ['type', type],
    ['apply', apply],
  ]);
  return update(update(base, force(fields), site), OPTION, site);
}

const column = (row: string, name: string): Row =>
  unary(row, (definitions, site) =>
    expectClosedList(definitions, site, (items) =>
      list(items.map((item) => lazily(site, () => selectAttr(force(item), name, site)))),
    ),
  );

const showFiles = (files: Slot, site: Site): Value =>
  expectClosedList(files, site, (items) =>
    concatPieces(items.flatMap((item, index) => [index === 0 ? '`' : ' and `', interpolated(force(item), site), "'"])),
  );

export const OPTION_ROWS: readonly Row[] = [
  unary('isOption', (value, site) => hasTag(value, 'option', site)),
  unary('mkOption', (fields, site) => mkOption(force(fields), site)),
  unary('mkEnableOption', enableOption),
  ternary('mkPackageOption', mkPackageOption),
  ternary('mkPackageOptionMD', mkPackageOption),
  unary('mkSinkUndeclaredOptions', sink),
  binary('mergeDefaultOption', mergeDefault),
  binary('mergeOneOption', mergeOne),
  ternary('mergeUniqueOption', mergeUnique),
  binary('mergeEqualOption', mergeEqual),
  column('getValues', 'value'),
  column('getFiles', 'file'),
  literal('literalExpression'),
  literal('literalMD'),
  literal('literalDocBook'),
  unary('literalExample', (text, site) =>
    expectString(text, site, (known) =>
      attrs([
        ['_type', string('literalExpression')],
        ['text', known],
      ]),
    ),
  ),
  binary('literalCode', (language, text) =>
    attrs([
      ['_type', string('literalMD')],
      ['text', concatPieces(['```', force(language), '\n', force(text), '\n```\n'])],
    ]),
  ),
  unary('mdDoc', (text) => force(text)),
  unary('showOption', showOption),
  unary('showFiles', showFiles),
  unary('showOptionWithDefLocs', (option, site) => {
    const [path, files] = [select(option, 'loc', site), select(option, 'files', site)];
    return expectClosedList(files, site, (items) =>
      concatPieces([
        showOption(path, site),
        ', with values defined in:\n',
        ...items.flatMap((item, index) => [index === 0 ? '  - ' : '\n  - ', interpolated(force(item), site)]),
        '\n',
      ]),
    );
  }),
  unary('scrubOptionValue', scrub),
];

/** Derivations inside a value cut down to their names. */
function scrub(slot: Slot, site: Site): Value {
  const value = force(slot);
  if (value.kind === 'list')
    return list(
      value.items.map((item) => lazily(site, () => scrub(item, site))),
      value.open,
    );
  if (value.kind !== 'attrs') return value;
  return decide(
    hasTag(value, 'derivation', site, 'type'),
    () => {
      const name = selectAttr(value, 'name', site);
      return attrs([
        ['type', string('derivation')],
        ['drvPath', name],
        ['outPath', name],
        ['name', name],
      ]);
    },
    () =>
      attrs(
        [...value.entries]
          .filter(([name]) => name !== '_args')
          .map(([name, { slot: inner }]) => [name, lazily(site, () => scrub(inner, site))]),
        value.open,
      ),
    site,
  );
}

export const OPTION_CONSTANTS: readonly Constant[] = [['unknownModule', string('<unknown-file>')]];
