// lib.hm.gvariant: Home Manager's own, whose numbers tell their types, and whose arrays are told theirs.

import { binary, unary } from '../builtins/row';
import { expectClosedList, type Row } from '../primop';
import type { Site } from '../site';
import { concatPieces } from '../strings';
import { force, lazily } from '../thunk';
import { list, NULL, type Slot, string, type Value } from '../values';
import {
  inAngles,
  items,
  type Make,
  make,
  mkDictionaryEntry,
  plain,
  rowsWith,
  typed,
  typeOf,
  valueWith,
} from './gvariant';

/** A value with the type that its kind tells; null of what has none. */
const mkHomeValue: Make = (slot, site) =>
  valueWith(
    slot,
    site,
    (value) =>
      homeArray(
        lazily(site, () => elementType(value, site)),
        value,
        site,
      ),
    (value) => (value.kind === 'int' ? make(string('i'), value, plain) : NULL),
  );

/** Of an array without elements, Home Manager takes them for texts. */
const elementType = (elements: Slot, site: Site): Value =>
  expectClosedList(elements, site, ([first]) =>
    first === undefined ? string('s') : typeOf(mkHomeValue(first, site), site),
  );

const homeArray = (elemType: Slot, elements: Slot, site: Site): Value =>
  expectClosedList(elements, site, (known) =>
    make(
      lazily(site, () => concatPieces(['a', force(elemType)])),
      list(known.map((item) => lazily(site, () => mkHomeValue(item, site)))),
      (value, type) => typed(type, items(value, site, '[', ']')),
    ),
  );

const homeEntry = (elements: Slot, site: Site): Value =>
  expectClosedList(elements, site, ([name = NULL, value = NULL]) => mkDictionaryEntry(name, value, site, mkHomeValue));

/** `lib.hm.gvariant`. */
export const HOME_GVARIANT_ROWS: readonly Row[] = [
  ...rowsWith(mkHomeValue),
  unary('mkVariant', (value, site) =>
    make(
      string('v'),
      lazily(site, () => mkHomeValue(value, site)),
      (known, type, at) => typed(type, inAngles(known, type, at)),
    ),
  ),
  binary('mkArray', homeArray),
  unary('mkDictionaryEntry', homeEntry),
];
