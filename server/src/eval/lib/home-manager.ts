// `lib.hm`: what Home Manager adds to the library that its modules get, as far as configurations use it.

import { binary, ternary, unary } from '../builtins/row';
import { expectAttrs, type Row } from '../primop';
import { argumentEntry, callOrigin } from '../provenance';
import type { Site } from '../site';
import { AttrsValue, EMPTY_LIST, type Slot } from '../values';
import { GVARIANT_CONSTANTS } from './gvariant';
import { HOME_GVARIANT_ROWS } from './home-gvariant';
import { library } from './support';

/** An entry of a graph with what it stands before and after. */
const entry = (before: Slot, after: Slot, data: Slot, site: Site): AttrsValue =>
  new AttrsValue(
    new Map([
      ['data', argumentEntry(data, site, 1)],
      ['after', { slot: after, origin: undefined }],
      ['before', { slot: before, origin: undefined }],
    ]),
  );

const DAG: readonly Row[] = [
  unary('entryAnywhere', (data, site) => entry(EMPTY_LIST, EMPTY_LIST, data, site)),
  binary('entryAfter', (after, data, site) => entry(EMPTY_LIST, after, data, site)),
  binary('entryBefore', (before, data, site) => entry(before, EMPTY_LIST, data, site)),
  ternary('entryBetween', entry),
  unary('entriesAnywhere', (set, site) =>
    expectAttrs(
      set,
      site,
      (value) =>
        new AttrsValue(
          new Map(
            [...value.entries].map(([name, { slot, origin }]) => [
              name,
              { slot: entry(EMPTY_LIST, EMPTY_LIST, slot, site), origin: callOrigin(origin, site) },
            ]),
          ),
          value.open,
        ),
    ),
  ),
];

export const HOME_MANAGER_LIB: AttrsValue = library(
  'lib.hm',
  [],
  [
    ['dag', library('lib.hm.dag', DAG)],
    ['gvariant', library('lib.hm.gvariant', HOME_GVARIANT_ROWS, GVARIANT_CONSTANTS)],
  ],
);
