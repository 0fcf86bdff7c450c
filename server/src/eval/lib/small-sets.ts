// lib.stringsWithDeps, lib.kernel, lib.derivations and what configurations may still use of
// lib.misc: small sets of data.

import { binary, ternary, unary } from '../builtins/row';
import { update } from '../collections';
import { binaryFunction, decide, expectClosedList, expectString, type Row, ternaryFunction } from '../primop';
import { argumentEntry } from '../provenance';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { force, lazily } from '../thunk';
import { lift } from '../unknowns';
import {
  AttrsValue,
  attrs,
  EMPTY_ATTRS,
  EMPTY_LIST,
  EMPTY_STRING,
  FALSE,
  list,
  NULL,
  type Slot,
  string,
  TRUE,
  type Value,
} from '../values';
import { attrOr } from './attrsets/attr-path';
import { builtin } from './builtin';
import { type Constant, call, not, optional, select } from './support';

/** A piece of text that others may have to come before. */
const textEntry = (text: Slot, deps: Slot, site: Site, fromLast: number): AttrsValue =>
  new AttrsValue(
    new Map([
      ['text', argumentEntry(text, site, fromLast)],
      ['deps', { slot: deps, origin: undefined }],
    ]),
  );

/** The texts of entries and all they depend on, each once, dependencies first. */
function closure(predefined: Slot, names: Slot, site: Site): Value {
  const done = new Set<string>();
  const texts: Slot[] = [];
  const visit = (slots: readonly Slot[]): Value | undefined => {
    for (const slot of slots) {
      const entry = force(slot);
      if (entry.kind === 'string') {
        if (done.has(entry.text)) continue;
        done.add(entry.text);
      } else if (entry.kind !== 'attrs') {
        return expectString(entry, site, (value) => value);
      }
      const known = entry.kind === 'string' ? select(predefined, entry.text, site) : entry;
      const deps = expectClosedList(selectAttr(known, 'deps', site), site, (items) => visit(items) ?? NULL);
      if (deps !== NULL) return deps;
      texts.push(lazily(site, () => selectAttr(known, 'text', site)));
    }
    return undefined;
  };
  return expectClosedList(names, site, (items) => visit(items) ?? list(texts));
}

export const DEPENDENCY_ROWS: readonly Row[] = [
  unary('noDepEntry', (text, site) => textEntry(text, EMPTY_LIST, site, 1)),
  binary('fullDepEntry', (text, deps, site) => textEntry(text, deps, site, 2)),
  unary('packEntry', (deps) =>
    attrs([
      ['deps', deps],
      ['text', EMPTY_STRING],
    ]),
  ),
  binary('stringAfter', (deps, text, site) => textEntry(text, deps, site, 1)),
  binary('textClosureList', closure),
  ternary('textClosureMap', (fn, predefined, names, site) =>
    builtin('concatStringsSep', [string('\n'), builtin('map', [fn, closure(predefined, names, site)], site)], site),
  ),
];

const tristate = (value: Value): AttrsValue =>
  attrs([
    ['tristate', value],
    ['optional', FALSE],
  ]);

/** `mkIf` with a condition on the kernel's version. */
const kernelIf = (condition: Value, content: Slot, site: Site): AttrsValue =>
  new AttrsValue(
    new Map([
      ['_type', { slot: string('if'), origin: undefined }],
      ['condition', { slot: condition, origin: undefined }],
      ['content', argumentEntry(content, site, 1)],
    ]),
  );

const older = (version: Slot, than: Slot, site: Site): Value =>
  lift(builtin('compareVersions', [than, version], site), (order) =>
    order.kind === 'int' && order.value === 1 ? TRUE : FALSE,
  );

const helpers = (version: Slot): Value =>
  attrs([
    [
      'whenAtLeast',
      binaryFunction('whenAtLeast', (low, content, site) => kernelIf(not(older(version, low, site)), content, site)),
    ],
    [
      'whenOlder',
      binaryFunction('whenOlder', (high, content, site) => kernelIf(older(version, high, site), content, site)),
    ],
    [
      'whenBetween',
      ternaryFunction('whenBetween', (low, high, content, site) =>
        kernelIf(
          decide(
            older(version, low, site),
            () => FALSE,
            () => older(version, high, site),
            site,
          ),
          content,
          site,
        ),
      ),
    ],
  ]);

export const KERNEL_ROWS: readonly Row[] = [
  unary('option', (value, site) => update(force(value), attrs([['optional', TRUE]]), site)),
  unary('freeform', (value) =>
    attrs([
      ['freeform', value],
      ['optional', FALSE],
    ]),
  ),
  unary('whenHelpers', helpers),
];
export const KERNEL_CONSTANTS: readonly Constant[] = [
  ['yes', tristate(string('y'))],
  ['no', tristate(string('n'))],
  ['module', tristate(string('m'))],
  ['unset', tristate(NULL)],
];

export const DERIVATION_ROWS: readonly Row[] = [
  optional('optionalDrvAttr', NULL),
  binary('warnOnInstantiate', (_message, drv) => force(drv)),
];

const setAttr = (set: Slot, name: Slot, value: Slot, site: Site): Value =>
  expectString(name, site, ({ text }) => update(force(set), attrs([[text, value]]), site));

/** Nothing of the kind of the value, where the condition does not hold. */
const nothingLike = (value: Slot): Value =>
  lift(force(value), (known) =>
    known.kind === 'list' ? EMPTY_LIST : known.kind === 'attrs' ? EMPTY_ATTRS : known.kind === 'bool' ? FALSE : NULL,
  );

const maybeAttr = (row: string): Row =>
  ternary(row, (name, fallback, set, site) =>
    expectString(name, site, ({ text }) => attrOr(force(set), text, () => force(fallback), site)),
  );

export const MISC_ROWS: readonly Row[] = [
  maybeAttr('maybeAttr'),
  maybeAttr('maybeAttrNullable'),
  binary('ifEnable', (condition, value, site) =>
    decide(
      force(condition),
      () => force(value),
      () => nothingLike(value),
      site,
    ),
  ),
  binary('nvs', (name, value, site) => setAttr(EMPTY_ATTRS, name, value, site)),
  ternary('setAttr', setAttr),
  [
    'setAttrMerge',
    4,
    (args, site) => {
      const [name, fallback, set, fn] = args as readonly [Slot, Slot, Slot, Slot];
      return expectString(name, site, ({ text }) =>
        setAttr(
          set,
          name,
          lazily(site, () => call(fn, [attrOr(force(set), text, () => force(fallback), site)], site)),
          site,
        ),
      );
    },
  ],
];
export const MISC_CONSTANTS: readonly Constant[] = [
  ['fakeHash', string(`sha256-${'A'.repeat(43)}=`)],
  ['fakeSha256', string('0'.repeat(64))],
  ['fakeSha512', string('0'.repeat(128))],
];
