// Option types of lists and sets.

import { unary } from '../../builtins/row';
import { equal } from '../../compare';
import { decide, expectBool, type Row } from '../../primop';
import type { Site } from '../../site';
import { force, lazily } from '../../thunk';
import {
  type AttrsValue,
  attrs,
  EMPTY_ATTRS,
  EMPTY_LIST,
  FALSE,
  NULL,
  type Slot,
  string,
  TRUE,
  type Value,
} from '../../values';
import { not, select, withArguments } from '../support';
import { COMPOSITE, changeType, checkKnown, checkWith, describe, makeType, passes, phrase } from './parts';

const isSet = (value: Value): boolean => value.kind === 'attrs';
const isList = (value: Value): boolean => value.kind === 'list';

function listType(elemType: Slot, site: Site): AttrsValue {
  return makeType({
    name: string('listOf'),
    description: describe(site, () => ['list of ', phrase(elemType, ['noun', 'composite'], site)]),
    descriptionClass: COMPOSITE,
    check: checkKnown(isList),
    emptyValue: EMPTY_LIST,
    nested: attrs([['elemType', elemType]]),
    payload: attrs([['elemType', elemType]]),
  });
}

function nonEmptyList(elemType: Slot, site: Site): AttrsValue {
  const base = listType(elemType, site);
  return changeType(base, [
    ['description', describe(site, () => ['non-empty (', select(base, 'description', site), ')'])],
    [
      'check',
      checkWith((value) =>
        decide(
          passes(base, value, site),
          () => not(equal(value, EMPTY_LIST, site)),
          () => FALSE,
          site,
        ),
      ),
    ],
    ['emptyValue', EMPTY_ATTRS],
  ]);
}

/** `attrsWith { elemType, lazy, placeholder }` */
function attrsType(elemType: Slot, lazy: Slot, placeholder: Slot, site: Site): AttrsValue {
  const named = (plain: string, other: string): Slot =>
    lazily(site, () => expectBool(lazy, site, (known) => string(known.value ? other : plain)));
  return makeType({
    name: named('attrsOf', 'lazyAttrsOf'),
    description: describe(site, () => [
      force(named('attribute set', 'lazy attribute set')),
      ' of ',
      phrase(elemType, ['noun', 'composite'], site),
    ]),
    descriptionClass: COMPOSITE,
    check: checkKnown(isSet),
    emptyValue: EMPTY_ATTRS,
    nested: attrs([['elemType', elemType]]),
    functor: 'attrsWith',
    payload: attrs([
      ['elemType', elemType],
      ['lazy', lazy],
      ['placeholder', placeholder],
    ]),
  });
}

/** A list of sets with one attribute each, which may also be given as one set. */
const attrListType = (elemType: Slot, asAttrs: Slot, site: Site): AttrsValue =>
  makeType({
    name: string('attrListOf'),
    description: describe(site, () => ['attribute list of ', phrase(elemType, ['noun', 'composite'], site)]),
    descriptionClass: COMPOSITE,
    check: checkKnown((value) => isList(value) || isSet(value)),
    nested: attrs([['elemType', elemType]]),
    payload: attrs([
      ['elemType', elemType],
      ['asAttrs', asAttrs],
    ]),
  });

export const COLLECTION_ROWS: readonly Row[] = [
  unary('listOf', listType),
  unary('nonEmptyListOf', nonEmptyList),
  unary('attrsOf', (elemType, site) => attrsType(elemType, FALSE, string('name'), site)),
  unary('loaOf', (elemType, site) =>
    changeType(attrsType(elemType, FALSE, string('name'), site), [['name', string('loaOf')]]),
  ),
  unary('lazyAttrsOf', (elemType, site) => attrsType(elemType, TRUE, string('name'), site)),
  unary('attrsWith', (args, site) =>
    withArguments(args, site, (given) =>
      attrsType(given('elemType') ?? NULL, given('lazy') ?? FALSE, given('placeholder') ?? string('name'), site),
    ),
  ),
  unary('attrListOf', (elemType, site) => attrListType(elemType, FALSE, site)),
  unary('attrListWith', (args, site) =>
    withArguments(args, site, (given) => attrListType(given('elemType') ?? NULL, given('asAttrs') ?? FALSE, site)),
  ),
];
