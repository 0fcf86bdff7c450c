// Classes that put values one after another: lists, and texts that are joined.

import { memo } from '../../base/memo';
import { concatLists } from '../../eval/collections';
import { NO_SITE } from '../../eval/site';
import { concatPieces } from '../../eval/strings';
import { force, lazily } from '../../eval/thunk';
import { ListValue, type Slot, type UnknownValue } from '../../eval/values';
import type { MergeClass } from '../../options/merge-class';
import { type Definition, PLAIN_PRIORITY } from '../definition';
import { readProperty } from '../property';
import { mergedValue } from './merged-value';
import type { Merged, MergePlace, Outcome } from './outcome';

type Of<K extends MergeClass['kind']> = Extract<MergeClass, { kind: K }>;

/** mkBefore first, mkAfter last; of equal order, the order of definitions. */
function inOrder(definitions: readonly Definition[]): readonly Definition[] {
  return [...definitions].sort((a, b) => a.order - b.order);
}

/** Lists one after another; each element is merged by the element's class on its own. */
export function mergeList(type: Of<'list'>, definitions: readonly Definition[], place: MergePlace): Outcome {
  const known = concatLists(
    inOrder(definitions).map((definition) => force(definition.slot)),
    NO_SITE,
  );
  if (known.kind !== 'list') return { kind: 'ok', value: known };
  const more = mayGetMore(definitions, place);
  const joined = more === undefined ? known : new ListValue(known.items, known.open ?? more);
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

/**
 * Why what definitions add up to may be more than is seen. As for single values, those that are forced are taken for
 * all there is: another one would have to be as strong.
 */
export const mayGetMore = (definitions: readonly Definition[], { unseen }: MergePlace): UnknownValue | undefined =>
  definitions.some(({ priority }) => priority >= PLAIN_PRIORITY) ? unseen : undefined;

/** Strings joined by a separator. */
export function mergeLines(type: Of<'lines'>, definitions: readonly Definition[], place: MergePlace): Outcome {
  const { separator } = type;
  const ordered = inOrder(definitions);
  const more = mayGetMore(definitions, place);
  if (more !== undefined) return { kind: 'ok', value: more };
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
