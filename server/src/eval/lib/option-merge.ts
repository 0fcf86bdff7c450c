// The merge functions that lib.options offers to types written in a configuration. A definition is `{ file; value; }`.

import { concatLists, update } from '../collections';
import { equal } from '../compare';
import { decide, expectClosedList, unaryFunction } from '../primop';
import type { Site } from '../site';
import { concatPieces } from '../strings';
import { force, lazily } from '../thunk';
import { isTrue } from '../truth';
import { typeName } from '../type-name';
import { doubt } from '../unknowns';
import { attrs, bool, fail, list, type Slot, type Value } from '../values';
import { showOption } from './option-text';
import { allOf, call, isUndecided, select, withArguments } from './support';

const valueSlot = (definition: Slot, site: Site): Slot => lazily(site, () => select(definition, 'value', site));

/** The failure of definitions that do not fit together; the path is shown when it is known. */
function conflict(path: Slot, site: Site, what: string): Value {
  const shown = showOption(path, site);
  return fail('throw', `The option \`${shown.kind === 'string' ? shown.text : '…'}' ${what}`, site);
}

export function mergeOne(path: Slot, definitions: Slot, site: Site): Value {
  return expectClosedList(definitions, site, (items) => {
    const [only] = items;
    return only !== undefined && items.length === 1
      ? select(only, 'value', site)
      : conflict(path, site, "is defined multiple times while it's expected to be unique.");
  });
}

/** `mergeUniqueOption { message, merge }` */
export function mergeUnique(args: Slot, path: Slot, definitions: Slot, site: Site): Value {
  return withArguments(args, site, (given) => {
    const merge = given('merge');
    return expectClosedList(definitions, site, (items) =>
      items.length === 1 && merge !== undefined
        ? call(merge, [path, definitions], site)
        : mergeOne(path, definitions, site),
    );
  });
}

export function mergeEqual(path: Slot, definitions: Slot, site: Site): Value {
  return expectClosedList(definitions, site, ([first, ...others]) => {
    if (first === undefined) return fail('abort', 'This case should never happen.', site);
    const value = valueSlot(first, site);
    const same = allOf(others, (other) => equal(valueSlot(other, site), value, site), undefined, site);
    return decide(
      same,
      () => force(value),
      () => conflict(path, site, 'has conflicting definition values'),
      site,
    );
  });
}

/** Definitions of one kind put together as that kind allows. */
export function mergeDefault(path: Slot, definitions: Slot, site: Site): Value {
  return expectClosedList(definitions, site, (items) =>
    mergeValues(
      path,
      items.map((item) => select(item, 'value', site)),
      site,
    ),
  );
}

function mergeValues(path: Slot, values: readonly Value[], site: Site): Value {
  const [first] = values;
  if (first !== undefined && values.length === 1) return first;
  const undecided = values.find((value) => value.kind === 'error' || isUndecided(value));
  if (undecided !== undefined) return doubt(undecided, site) ?? undecided;
  const kinds = new Set(values.map(typeName));
  const [kind] = kinds;
  if (kinds.size === 1 || first === undefined) {
    switch (kind ?? 'lambda') {
      case 'lambda':
        // As in nixpkgs, what the functions return must be definitions again.
        return unaryFunction('merged', (argument) =>
          mergeDefault(path, list(values.map((value) => call(value, [argument], site))), site),
        );
      case 'list':
        return concatLists(values, site);
      case 'set':
        return values.reduce((merged, value) => update(merged, value, site));
      case 'bool':
        return bool(values.some(isTrue));
      case 'string':
        return concatPieces(values);
      case 'int':
        return mergeEqual(path, list(values.map((value) => attrs([['value', value]]))), site);
    }
  }
  return conflict(path, site, 'cannot merge definitions');
}
