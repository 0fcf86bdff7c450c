// Classes that combine definitions: lists, joined strings, sets per key, submodules.

import { memo } from '../../base/memo';
import { meter, spend } from '../../eval/budget';
import { concatLists, update } from '../../eval/collections';
import { NO_SITE } from '../../eval/site';
import { concatPieces } from '../../eval/strings';
import { force, lazily } from '../../eval/thunk';
import {
  AttrsValue,
  attrs,
  EMPTY_STRING,
  type Entry,
  ListValue,
  list,
  type Slot,
  string,
  unknown,
  type Value,
} from '../../eval/values';
import type { MergeClass } from '../../options/merge-class';
import type { Definition, RawDefinition } from '../definition';
import { readProperty } from '../property';
import { isLeakedProperty } from './checks';
import { mergedValue } from './merged-value';
import type { Merged, MergePlace, Outcome } from './outcome';
import { reasonOf } from './scalars';

type Of<K extends MergeClass['kind']> = Extract<MergeClass, { kind: K }>;

/** mkBefore first, mkAfter last; of equal order, the order of definitions. */
function inOrder(definitions: readonly Definition[]): readonly Definition[] {
  return [...definitions].sort((a, b) => a.order - b.order);
}

/** Lists one after another; each element is merged by the element's class on its own. */
export function mergeList(type: Of<'list'>, definitions: readonly Definition[], place: MergePlace): Outcome {
  const joined = concatLists(
    inOrder(definitions).map((definition) => force(definition.slot)),
    NO_SITE,
  );
  if (joined.kind !== 'list') return { kind: 'ok', value: joined };
  const [first] = definitions;
  const parts = memo(() =>
    first === undefined ? [] : joined.items.map((slot, index) => elementOf(type.element, slot, index, first, place)),
  );
  const value = lazily(NO_SITE, () => {
    const isMerged = mergesElements(type.element)
      ? () => true
      : (slot: Slot): boolean => readProperty(force(slot)) !== undefined;
    if (!joined.items.some(isMerged)) return joined;
    const items = joined.items.flatMap((slot, index): Slot[] => {
      const part = isMerged(slot) ? parts()[index] : undefined;
      if (part === undefined) return [slot];
      return isDefined(part) ? [lazily(NO_SITE, () => mergedValue(part))] : [];
    });
    return new ListValue(items, joined.open);
  });
  return { kind: 'ok', value, parts };
}

function elementOf(
  type: MergeClass,
  slot: Slot,
  index: number,
  { module, entry }: Definition,
  place: MergePlace,
): Merged {
  return place.merge([...place.path, String(index)], type, [
    { module, entry: { slot, origin: entry.origin }, wrappers: [] },
  ]);
}

/** An element that is conditioned away is no element. */
const isDefined = (part: Merged): boolean => part.definitions.length > 0;

/**
 * Whether elements change by merging: submodules get their defaults, values are converted. Of others
 * only properties are taken off.
 */
function mergesElements(type: MergeClass): boolean {
  switch (type.kind) {
    case 'submodule':
    case 'attrs':
    case 'coerced':
      return true;
    case 'list':
      return mergesElements(type.element);
    case 'nullOr':
      return mergesElements(type.of);
    case 'either':
      return type.of.some(mergesElements);
    default:
      return false;
  }
}

/** Strings joined by a separator. */
export function mergeLines(type: Of<'lines'>, definitions: readonly Definition[]): Outcome {
  const { separator } = type;
  const ordered = inOrder(definitions);
  if (separator === undefined && ordered.length > 1) return { kind: 'ok', value: undefined };
  return {
    kind: 'ok',
    value: lazily(NO_SITE, () =>
      concatPieces(
        ordered.flatMap((definition, index) =>
          index === 0 ? [force(definition.slot)] : [separator ?? '', force(definition.slot)],
        ),
      ),
    ),
  };
}

/** Per key, each with the element's class; a key all of whose definitions are conditioned away is not there. */
export function mergeAttrs(type: Of<'attrs'>, definitions: readonly Definition[], place: MergePlace): Outcome {
  // Its `_type` and `content` would be taken for attributes.
  const leaked = takesAnything(type.element) ? [] : definitions.filter(({ slot }) => isLeakedProperty(force(slot)));
  if (leaked.length > 0) return { kind: 'type-error', culprits: leaked };
  return perKey(definitions, place, () => type.element);
}

/** Whether a leaked property's `_type` and `content` may be values of a class: a package, for one, is no text. */
const takesAnything = (type: MergeClass): boolean =>
  type.kind === 'anything' ||
  type.kind === 'unspecified' ||
  type.kind === 'unknown' ||
  (type.kind === 'one' && type.check?.(EMPTY_STRING) !== false);

/** Sets that lie deeper than this are taken for endless ones. */
const DEEPEST = 200;

/** Merges sets key by key, `classOf` says how. */
export function perKey(
  definitions: readonly Definition[],
  place: MergePlace,
  classOf: (key: string) => MergeClass,
): Outcome {
  if (place.path.length > DEEPEST) return { kind: 'unknown', reason: unknown('depth', 'nested too deeply') };
  const raws = new Map<string, RawDefinition[]>();
  let open: Value | undefined;
  for (const { module, slot } of definitions) {
    const value = force(slot);
    if (value.kind !== 'attrs') {
      open ??= value;
      continue;
    }
    open ??= value.open;
    const broke = spend(20 * value.size);
    if (broke !== undefined) return { kind: 'unknown', reason: broke };
    meter.bytes -= (1000 + 8 * place.path.length) * value.size;
    value.each((entry, key) => {
      const raw: RawDefinition = { module, entry, wrappers: [] };
      const known = raws.get(key);
      if (known === undefined) raws.set(key, [raw]);
      else known.push(raw);
    });
  }
  const keys = new Map<string, Merged>();
  raws.forEach((definitionsOfKey, key) => {
    keys.set(key, place.merge([...place.path, key], classOf(key), definitionsOfKey));
  });
  return { kind: 'keys', keys, value: lazily(NO_SITE, () => definedKeys(keys, open)) };
}

/** The keys that are there, with what each comes to. */
function definedKeys(keys: ReadonlyMap<string, Merged>, open: Value | undefined): AttrsValue {
  const entries = new Map<string, Entry>();
  for (const [key, merged] of keys) {
    const { winners, possible } = merged;
    if (winners.length > 0 || possible.length > 0)
      entries.set(key, { slot: lazily(NO_SITE, () => mergedValue(merged)), origin: winners[0]?.entry.origin });
  }
  return new AttrsValue(entries, open === undefined ? undefined : reasonOf(open));
}

/** What is not known is a set of settings as well, as long as it is not called a module. */
function isSettings(value: Value): boolean {
  switch (value.kind) {
    case 'attrs':
    case 'unknown':
      return true;
    case 'opaque':
      return value.trait !== 'module';
    case 'choice':
      return value.options.every((option) => isSettings(force(option)));
    default:
      return false;
  }
}

/** Definitions as modules of one more evaluation. */
export function mergeSubmodule(type: Of<'submodule'>, definitions: readonly Definition[], place: MergePlace): Outcome {
  const shorthand = type.declared?.shorthandOnlyDefinesConfig ?? true;
  const refs = definitions.map(({ module, slot }) => {
    return {
      slot,
      file: module.file,
      scope: module.scope,
      within: module,
      isValue: true,
      ...(shorthand && isSettings(force(slot)) ? { onlyConfig: true } : {}),
    };
  });
  const evaluation = place.submodule(refs, type);
  return { kind: 'submodule', evaluation, value: evaluation.valueAll };
}

/** deferredModule: all definitions as one module, each keeping its place. */
export function mergeDeferred(brought: Slot, definitions: readonly Definition[]): Slot {
  const located = definitions.map(({ module, slot }) =>
    attrs([
      ['_file', string(module.file)],
      ['imports', list([slot])],
    ]),
  );
  return lazily(NO_SITE, () => attrs([['imports', list([attrs([['imports', brought]]), ...located])]]));
}

/** Exactly one tag, the same in all definitions. */
export function mergeTag(type: Of<'tag'>, definitions: readonly Definition[], place: MergePlace): Outcome {
  const tags = new Set<string>();
  for (const { slot } of definitions) {
    const value = force(slot);
    if (value.kind !== 'attrs') return { kind: 'unknown', reason: reasonOf(value) };
    for (const tag of value.entries.keys()) tags.add(tag);
  }
  if (tags.size > 1) return { kind: 'conflict', conflict: 'tag', culprits: definitions };
  return perKey(definitions, place, (key) => type.tags?.get(key) ?? { kind: 'unknown' });
}

/** types.attrs: `//`, the last definition wins key by key; properties inside are not looked into. */
export function mergeShallow(definitions: readonly Definition[]): Outcome {
  return {
    kind: 'ok',
    value: lazily(NO_SITE, () =>
      definitions.map(({ slot }) => force(slot)).reduce((left, right) => update(left, right, NO_SITE)),
    ),
  };
}
