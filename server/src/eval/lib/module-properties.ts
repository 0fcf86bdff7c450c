// lib.modules: reading properties again, for configurations that merge definitions themselves.

import { binary, unary } from '../builtins/row';
import { concatLists, update } from '../collections';
import { equal } from '../compare';
import { lessThan } from '../order';
import { binaryFunction, decide, expectClosedList, expectList, type Row } from '../primop';
import { selectAttr } from '../select';
import type { Site } from '../site';
import { force, lazily } from '../thunk';
import { lift } from '../unknowns';
import { AttrsValue, attrs, int, list, type Slot, type Value } from '../values';
import { builtin } from './builtin';
import { call, filtered, select } from './support';

const PLAIN_PRIORITY = int(100);
const PLAIN_ORDER = int(1000);

/** The `_type` of a set, where it is known to have one. */
function tagOf(value: Value): string | undefined {
  const tag = value.kind === 'attrs' ? value.get('_type') : undefined;
  const known = tag === undefined ? undefined : force(tag);
  return known?.kind === 'string' ? known.text : undefined;
}

const part = (value: Value, name: string, site: Site): Slot => lazily(site, () => selectAttr(value, name, site));

/** mkMerge and mkIf opened: the values that hold. */
function discharge(slot: Slot, site: Site): Value {
  return lift(force(slot), (value) => {
    switch (tagOf(value)) {
      case 'merge':
        return expectList(part(value, 'contents', site), site, ({ items, open }) =>
          concatLists([...items.map((item) => discharge(item, site)), ...(open === undefined ? [] : [open])], site),
        );
      case 'if':
        return decide(
          selectAttr(value, 'condition', site),
          () => discharge(part(value, 'content', site), site),
          () => list([]),
          site,
        );
      default:
        return list([value]);
    }
  });
}

/** Properties around sets moved onto their attributes. */
function pushDown(slot: Slot, site: Site): Value {
  return lift(force(slot), (value) => {
    const tag = tagOf(value);
    if (tag === 'merge')
      return expectList(part(value, 'contents', site), site, ({ items, open }) =>
        concatLists([...items.map((item) => pushDown(item, site)), ...(open === undefined ? [] : [open])], site),
      );
    if (tag !== 'if' && tag !== 'override') return list([value]);
    return lift(pushDown(part(value, 'content', site), site), (sets) =>
      sets.kind === 'list'
        ? list(
            sets.items.map((set) => lazily(site, () => onAttributes(value, set))),
            sets.open,
          )
        : sets,
    );
  });
}

function onAttributes(around: Value, slot: Slot): Value {
  return lift(force(slot), (set) => {
    if (set.kind !== 'attrs' || around.kind !== 'attrs') return set;
    return new AttrsValue(
      new Map(
        [...set.entries].map(([name, entry]) => [
          name,
          { slot: new AttrsValue(new Map([...around.entries, ['content', entry] as const])), origin: entry.origin },
        ]),
      ),
      set.open,
    );
  });
}

/** A definition `{ file; value; }` with a property taken off its value. */
function stripped(definition: Slot, tag: string, site: Site): Value {
  const value = select(definition, 'value', site);
  return tagOf(value) === tag
    ? update(force(definition), attrs([['value', part(value, 'content', site)]]), site)
    : force(definition);
}

const priorityOf = (definition: Slot, site: Site): Value => {
  const value = select(definition, 'value', site);
  return tagOf(value) === 'override' ? selectAttr(value, 'priority', site) : PLAIN_PRIORITY;
};

/** The definitions of the strongest priority, without it. */
function strongest(definitions: Slot, site: Site, then: (kept: Value, priority: Value) => Value): Value {
  return expectClosedList(definitions, site, (items) => {
    let highest: Value = int(9999);
    for (const item of items) {
      const priority = priorityOf(item, site);
      highest = decide(
        lessThan(priority, highest, site),
        () => priority,
        () => highest,
        site,
      );
    }
    return filtered(
      items,
      (item) => equal(priorityOf(item, site), highest, site),
      site,
      (kept, open) =>
        then(
          list(
            kept.map((item) => lazily(site, () => stripped(item, 'override', site))),
            open,
          ),
          highest,
        ),
    );
  });
}

/** Definitions in the order of mkBefore and mkAfter. */
function sorted(definitions: Slot, site: Site): Value {
  return expectClosedList(definitions, site, (items) => {
    const known = items.map((item): Value => {
      const value = select(item, 'value', site);
      return tagOf(value) === 'order'
        ? update(stripped(item, 'order', site), attrs([['priority', part(value, 'priority', site)]]), site)
        : force(item);
    });
    const order = (item: Slot): Value => {
      const value = force(item);
      return force((value.kind === 'attrs' ? value.get('priority') : undefined) ?? PLAIN_ORDER);
    };
    return builtin('sort', [binaryFunction('before', (a, b) => lessThan(order(a), order(b), site)), list(known)], site);
  });
}

const HOLDERS: Readonly<Record<string, string>> = {
  if: 'content',
  override: 'content',
  order: 'content',
  definition: 'value',
};

/** A function applied to the value inside properties. */
function mapDefinition(fn: Slot, slot: Slot, site: Site): Value {
  return lift(force(slot), (value) => {
    const tag = tagOf(value) ?? '';
    const inner = (definition: Slot): Slot => lazily(site, () => mapDefinition(fn, definition, site));
    if (tag === 'merge')
      return update(
        value,
        attrs([
          [
            'contents',
            lazily(site, () =>
              expectList(part(value, 'contents', site), site, ({ items, open }) => list(items.map(inner), open)),
            ),
          ],
        ]),
        site,
      );
    const holder = HOLDERS[tag];
    return holder === undefined
      ? call(fn, [value], site)
      : update(value, attrs([[holder, inner(part(value, holder, site))]]), site);
  });
}

export const PROPERTY_ROWS: readonly Row[] = [
  unary('dischargeProperties', discharge),
  unary('pushDownProperties', pushDown),
  unary('filterOverrides', (definitions, site) => strongest(definitions, site, (kept) => kept)),
  unary("filterOverrides'", (definitions, site) =>
    strongest(definitions, site, (values, highestPrio) =>
      attrs([
        ['values', values],
        ['highestPrio', highestPrio],
      ]),
    ),
  ),
  unary('sortProperties', sorted),
  binary('mapDefinitionValue', (fn, definition, site) => mapDefinition(fn, definition, site)),
];
