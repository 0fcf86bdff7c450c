// Option types made from other types.

import { binary, ternary, unary } from '../../builtins/row';
import { decide, expectAttrs, expectClosedList, type Row } from '../../primop';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import { lift } from '../../unknowns';
import {
  type AttrsValue,
  attrs,
  bool,
  FALSE,
  fail,
  list,
  NULL,
  type Slot,
  string,
  TRUE,
  type Value,
} from '../../values';
import { nixIdentifier } from '../option-text';
import { allOf, anyOf, call, select, withArguments } from '../support';
import {
  CLAUSE,
  COMPOSITE,
  CONJUNCTION,
  changeType,
  checkKnown,
  checkWith,
  describe,
  makeType,
  NOUN,
  passes,
  phrase,
} from './parts';

const isFunction = (value: Value): boolean =>
  value.kind === 'lambda' || value.kind === 'primop' || (value.kind === 'attrs' && value.entries.has('__functor'));

export const nullOr = (elemType: Slot, site: Site): AttrsValue =>
  makeType({
    name: string('nullOr'),
    description: describe(site, () => ['null or ', phrase(elemType, ['noun', 'conjunction'], site)]),
    descriptionClass: CONJUNCTION,
    check: checkWith((value) =>
      lift(force(value), (known) => (known.kind === 'null' ? TRUE : passes(elemType, known, site))),
    ),
    emptyValue: NULL,
    nested: attrs([['elemType', elemType]]),
    payload: attrs([['elemType', elemType]]),
  });

const either = (left: Slot, right: Slot, site: Site): AttrsValue =>
  makeType({
    name: string('either'),
    description: describe(site, () => {
      const first = select(left, 'descriptionClass', site);
      return first.kind === 'string' && first.text === 'nonRestrictiveClause'
        ? [select(left, 'description', site), ', or ', phrase(right, ['noun', 'conjunction'], site)]
        : [
            phrase(left, ['noun', 'conjunction'], site),
            ' or ',
            phrase(right, ['noun', 'conjunction', 'composite'], site),
          ];
    }),
    descriptionClass: CONJUNCTION,
    check: checkWith((value) => anyOf([left, right], (type) => passes(type, value, site), undefined, site)),
    nested: attrs([
      ['left', left],
      ['right', right],
    ]),
    payload: attrs([['elemType', list([left, right])]]),
  });

const oneOf = (types: Slot, site: Site): Value =>
  expectClosedList(types, site, ([first, ...others]) =>
    first === undefined
      ? fail('throw', 'types.oneOf needs to get at least one type in its argument', site)
      : force(others.reduce<Slot>((left, right) => either(left, right, site), first)),
  );

function coercedTo(from: Slot, coerce: Slot, to: Slot, site: Site): AttrsValue {
  const coerced = (value: Slot): Value =>
    decide(
      passes(from, value, site),
      () =>
        passes(
          to,
          lazily(site, () => call(coerce, [value], site)),
          site,
        ),
      () => FALSE,
      site,
    );
  return makeType({
    name: string('coercedTo'),
    description: describe(site, () => [
      phrase(to, ['noun'], site),
      ' or ',
      phrase(from, ['noun'], site),
      ' convertible to it',
    ]),
    check: checkWith((value) =>
      anyOf([coerced, (known: Slot) => passes(to, known, site)], (test) => test(value), undefined, site),
    ),
    nested: attrs([
      ['coercedType', from],
      ['finalType', to],
    ]),
    payload: attrs([
      ['coercedType', from],
      ['coerceFunc', coerce],
      ['finalType', to],
    ]),
  });
}

/** A type of which there may be one definition only. */
const unique = (message: Slot, type: Slot, site: Site): AttrsValue =>
  makeType({
    name: string('unique'),
    description: lazily(site, () => select(type, 'description', site)),
    descriptionClass: lazily(site, () => select(type, 'descriptionClass', site)),
    check: checkWith((value) => passes(type, value, site)),
    nested: attrs([['elemType', type]]),
    payload: attrs([
      ['elemType', type],
      ['message', message],
    ]),
  });

const functionTo = (elemType: Slot, site: Site): AttrsValue =>
  makeType({
    name: string('functionTo'),
    description: describe(site, () => [
      'function that evaluates to a(n) ',
      phrase(elemType, ['noun', 'composite'], site),
    ]),
    descriptionClass: COMPOSITE,
    check: checkKnown(isFunction),
    nested: attrs([['elemType', elemType]]),
    payload: attrs([['elemType', elemType]]),
  });

/** The type with a further condition; everything else stays. */
const addCheck = (type: Slot, condition: Slot, site: Site): Value =>
  expectAttrs(type, site, (base) =>
    changeType(base, [
      [
        'check',
        checkWith((value) =>
          allOf(
            [() => passes(base, value, site), () => call(condition, [value], site)],
            (test) => test(),
            undefined,
            site,
          ),
        ),
      ],
    ]),
  );

/** Text for a field of /etc/passwd. */
const passwdEntry = (type: Slot, site: Site): Value => {
  const plain = checkWith((value) =>
    lift(force(value), (known) => bool(known.kind === 'string' && !/[:\n]/.test(known.text))),
  );
  return lift(addCheck(type, plain, site), (base) =>
    base.kind !== 'attrs'
      ? base
      : changeType(base, [
          ['name', describe(site, () => ['passwdEntry ', select(type, 'name', site)])],
          ['description', describe(site, () => [phrase(type, ['noun'], site), ', not containing newlines or colons'])],
          ['descriptionClass', CLAUSE],
        ]),
  );
};

/** A set with exactly one attribute, whose name says of which type it is. */
const attrTag = (tags: Slot, site: Site): AttrsValue =>
  makeType({
    name: string('attrTag'),
    description: lazily(site, () =>
      expectAttrs(tags, site, (set) =>
        string(`attribute-tagged union with choices: ${[...set.entries.keys()].sort().map(nixIdentifier).join(', ')}`),
      ),
    ),
    descriptionClass: NOUN,
    check: checkWith((value) =>
      lift(force(value), (known) => {
        if (known.kind !== 'attrs') return FALSE;
        const [name = ''] = known.entries.keys();
        return (
          known.open ??
          (known.entries.size === 1
            ? expectAttrs(tags, site, (set) => (set.entries.has(name) ? TRUE : (set.open ?? FALSE)))
            : FALSE)
        );
      }),
    ),
    nested: tags,
    payload: attrs([['tags', tags]]),
  });

export const WRAPPING_ROWS: readonly Row[] = [
  unary('nullOr', nullOr),
  binary('either', either),
  unary('oneOf', oneOf),
  ternary('coercedTo', coercedTo),
  unary('uniq', (type, site) => unique(string(''), type, site)),
  binary('unique', (args, type, site) =>
    withArguments(args, site, (given) => unique(given('message') ?? string(''), type, site)),
  ),
  unary('functionTo', functionTo),
  binary('addCheck', addCheck),
  unary('passwdEntry', passwdEntry),
  unary('attrTag', attrTag),
];
