// Classes that combine definitions by the names in them: sets per key, submodules.

import { meter, spend } from '../../eval/budget';
import { update } from '../../eval/collections';
import { NO_SITE } from '../../eval/site';
import { force, lazily } from '../../eval/thunk';
import {
  AttrsValue,
  attrs,
  EMPTY_STRING,
  type Entry,
  list,
  type Slot,
  string,
  unknown,
  type Value,
} from '../../eval/values';
import type { MergeClass } from '../../options/merge-class';
import type { Definition, RawDefinition } from '../definition';
import { isLeakedProperty } from './checks';
import { mayGetMore } from './lists';
import { mergedValue } from './merged-value';
import type { Merged, MergePlace, Outcome } from './outcome';
import { reasonOf } from './scalars';

type Of<K extends MergeClass['kind']> = Extract<MergeClass, { kind: K }>;

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
  let open: Value | undefined = mayGetMore(definitions, place);
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
  const unseen = open === undefined ? place.unseen : reasonOf(open);
  raws.forEach((definitionsOfKey, key) => {
    keys.set(key, place.merge([...place.path, key], classOf(key), definitionsOfKey, unseen));
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
  const [first] = refs;
  const more = place.unseen === undefined || first === undefined ? [] : [{ ...first, slot: place.unseen }];
  const evaluation = place.submodule([...refs, ...more], type);
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
