// lib.meta, and the names of packages. A package whose inside is not evaluated gives one that
// is the same for the same call.

import { binary, unary } from '../builtins/row';
import { update } from '../collections';
import { equal } from '../compare';
import { decide, expectAttrs, expectClosedList, expectString, type Row } from '../primop';
import { callOrigin } from '../provenance';
import { hasAttr, selectAttr } from '../select';
import type { Site } from '../site';
import { concatPieces, interpolated } from '../strings';
import { force, lazily } from '../thunk';
import { lift } from '../unknowns';
import {
  AttrsValue,
  attrs,
  EMPTY_ATTRS,
  EMPTY_LIST,
  FALSE,
  fail,
  int,
  list,
  type Slot,
  string,
  TRUE,
  type Value,
} from '../values';
import { attrByPath, attrOr } from './attrsets/attr-path';
import { matchAttrs } from './attrsets/deep';
import { builtin } from './builtin';
import { getBin } from './package-outputs';
import { allOf, anyOf, asPackage, type Constant, call, not, ofPackage } from './support';
import { isDerivation } from './tags';

/** The program of a package by name. */
const program = (pkg: Slot, name: Slot, site: Site): Value =>
  expectString(name, site, ({ text }) =>
    text.includes('/')
      ? fail('throw', `lib.meta.getExe': The second argument "${text}" is a nested path`, site)
      : concatPieces([interpolated(getBin(pkg, site), site), `/bin/${text}`]),
  );

function getExe(pkg: Slot, site: Site): Value {
  return ofPackage(pkg, 'lib.getExe', (value) => {
    const named = attrByPath(
      list([string('meta'), string('mainProgram')]),
      lazily(site, () => packageName(value, site)),
      value,
      site,
    );
    return onDerivation(value, site, () => program(value, named, site));
  });
}

const packageName = (pkg: Value, site: Site): Value =>
  attrOr(
    pkg,
    'pname',
    () =>
      lift(builtin('parseDrvName', [selectAttr(pkg, 'name', site)], site), (parsed) =>
        selectAttr(parsed, 'name', site),
      ),
    site,
  );

const onDerivation = (pkg: Value, site: Site, then: () => Value): Value =>
  decide(
    isDerivation(pkg, site),
    then,
    () => fail('throw', "lib.meta.getExe': The first argument should be a derivation.", site),
    site,
  );

/** A package with more in its `meta`. */
function addMeta(extra: Slot, pkg: Slot, site: Site): Value {
  return asPackage(pkg, 'lib.addMetaAttrs', [extra], (value) => {
    const meta = lazily(site, () =>
      update(
        attrOr(value, 'meta', () => EMPTY_ATTRS, site),
        force(extra),
        site,
      ),
    );
    return update(value, attrs([['meta', meta]]), site);
  });
}

const withMeta = (row: string, name: string, value: Slot): Row =>
  unary(row, (pkg, site) => addMeta(attrs([[name, value]]), pkg, site));

const eachDerivation = (change: (pkg: Slot, site: Site) => Value, set: Slot, site: Site): Value =>
  expectAttrs(
    set,
    site,
    (value) =>
      new AttrsValue(
        new Map(
          [...value.entries].map(([name, { slot, origin }]) => [
            name,
            {
              slot: lazily(site, () =>
                decide(
                  isDerivation(slot, site),
                  () => change(slot, site),
                  () => force(slot),
                  site,
                ),
              ),
              origin: callOrigin(origin, site),
            },
          ]),
        ),
        value.open,
      ),
  );

/** Whether an element of `meta.platforms` names a platform. */
function platformMatch(platform: Slot, element: Slot, site: Site): Value {
  return lift(force(element), (known) => {
    const value = force(platform);
    if (known.kind === 'string')
      return decide(
        hasAttr(value, 'system'),
        () => equal(known, selectAttr(value, 'system', site), site),
        () => FALSE,
        site,
      );
    return matchAttrs(
      known.kind === 'attrs' && known.entries.has('parsed') ? known : attrs([['parsed', known]]),
      platform,
      site,
    );
  });
}

function availableOn(platform: Slot, pkg: Slot, site: Site): Value {
  const listed = (name: string): Value => attrByPath(list([string('meta'), string(name)]), EMPTY_LIST, pkg, site);
  const among = (name: string): Value =>
    expectClosedList(listed(name), site, (items) =>
      anyOf(items, (item) => platformMatch(platform, item, site), undefined, site),
    );
  const has = (name: string): Value =>
    decide(
      hasAttr(force(pkg), 'meta'),
      () => hasAttr(selectAttr(force(pkg), 'meta', site), name),
      () => FALSE,
      site,
    );
  return allOf(
    [
      () =>
        decide(
          has('platforms'),
          () => among('platforms'),
          () => TRUE,
          site,
        ),
      () =>
        not(
          decide(
            has('badPlatforms'),
            () => among('badPlatforms'),
            () => FALSE,
            site,
          ),
        ),
    ],
    (test) => test(),
    undefined,
    site,
  );
}

const rename = (change: (name: Value, site: Site) => Value, pkg: Slot, site: Site): Value =>
  lift(force(pkg), (value) =>
    update(value, attrs([['name', lazily(site, () => change(selectAttr(value, 'name', site), site))]]), site),
  );

export const META_ROWS: readonly Row[] = [
  unary('getExe', getExe),
  binary("getExe'", (pkg, name, site) => {
    const value = force(pkg);
    return value.kind === 'opaque'
      ? program(value, name, site)
      : lift(value, (known) => onDerivation(known, site, () => program(known, name, site)));
  }),
  binary('addMetaAttrs', addMeta),
  binary('setPrio', (priority, pkg, site) => addMeta(attrs([['priority', priority]]), pkg, site)),
  withMeta('lowPrio', 'priority', int(10)),
  withMeta('hiPrio', 'priority', int(-10)),
  withMeta('dontDistribute', 'hydraPlatforms', EMPTY_LIST),
  unary('lowPrioSet', (set, site) =>
    eachDerivation((pkg) => addMeta(attrs([['priority', int(10)]]), pkg, site), set, site),
  ),
  unary('hiPrioSet', (set, site) =>
    eachDerivation((pkg) => addMeta(attrs([['priority', int(-10)]]), pkg, site), set, site),
  ),
  binary('mapDerivationAttrset', (fn, set, site) => eachDerivation((pkg) => call(fn, [pkg], site), set, site)),
  binary('setName', (name, pkg, site) => rename(() => force(name), pkg, site)),
  binary('updateName', (updater, pkg, site) => rename((name) => call(updater, [name], site), pkg, site)),
  binary('appendToName', (suffix, pkg, site) =>
    rename(
      (name) =>
        lift(builtin('parseDrvName', [name], site), (parsed) =>
          concatPieces([
            selectAttr(parsed, 'name', site),
            '-',
            force(suffix),
            '-',
            selectAttr(parsed, 'version', site),
          ]),
        ),
      pkg,
      site,
    ),
  ),
  binary('platformMatch', platformMatch),
  binary('availableOn', availableOn),
  binary('cpeFullVersionWithVendor', (vendor, version) =>
    attrs([
      ['vendor', vendor],
      ['version', version],
      ['update', string('*')],
    ]),
  ),
];

export const META_CONSTANTS: readonly Constant[] = [['defaultPriority', int(5)]];
