// The table of merge classes: class → what its definitions come to.
import { NO_SITE } from '../../eval/site';
import { force, lazily } from '../../eval/thunk';
import { EMPTY_ATTRS, EMPTY_LIST, ListValue, NULL, type Slot, unknown, type Value } from '../../eval/values';
import type { MergeClass } from '../../options/merge-class';
import type { Definition } from '../definition';
import { readProperty } from '../property';
import { mergeAttrs, mergeDeferred, mergeShallow, mergeSubmodule, mergeTag } from './collections';
import { mergeLines, mergeList } from './lists';
import { mergeAnything, mergeFreeform, mergeSystemd, mergeUndeclared, mergeUnspecified } from './loose';
import type { MergePlace, Outcome } from './outcome';
import { mergeCoerced, mergeEither, mergeEqual, mergeNullOr, mergeOne, mergeOr, misfits } from './scalars';

/** Merges definitions that all have the winning priority. */
export function mergeAs(type: MergeClass, definitions: readonly Definition[], place: MergePlace): Outcome {
  if (definitions.length === 0) return emptyOutcome(type, place);
  const wrong = misfits(type, definitions);
  if (wrong.length > 0) return { kind: 'type-error', culprits: wrong };
  switch (type.kind) {
    case 'equal':
      return mergeEqual(type, definitions, place);
    case 'one':
      return mergeOne(type, definitions, place);
    case 'nullOr':
      return mergeNullOr(type, definitions, place);
    case 'either':
      return mergeEither(type, definitions, place);
    case 'coerced':
      return mergeCoerced(type, definitions, place);
    case 'or':
      return mergeOr(type, definitions, place);
    case 'list':
      return mergeList(type, definitions, place);
    case 'lines':
      return mergeLines(type, definitions, place);
    case 'attrs':
      return mergeAttrs(type, definitions, place);
    case 'submodule':
      return mergeSubmodule(type, definitions, place);
    case 'tag':
      return mergeTag(type, definitions, place);
    case 'attrs-shallow':
      return mergeShallow(definitions);
    case 'systemd-option':
      return mergeSystemd(definitions);
    case 'freeform':
      return mergeFreeform(definitions, place);
    case 'anything':
      return mergeAnything(definitions, place);
    case 'unspecified':
      return mergeUnspecified(definitions);
    case 'modules':
      if (type.deferred !== undefined) return { kind: 'ok', value: mergeDeferred(type.deferred, definitions) };
      return { kind: 'ok', value: definitions.length === 1 ? definitions[0]?.slot : undefined };
    case 'function':
      return { kind: 'ok', value: definitions.length === 1 ? definitions[0]?.slot : undefined };
    case 'undeclared':
      return mergeUndeclared(type, definitions, place);
    case 'unknown':
      return mergeUnknown(type, definitions);
  }
}

/**
 * An option whose type is not known: one definition is what it says, several come to nothing that can be told. Nor does
 * what may be a module: a set, or a function where nobody is seen to declare the option.
 */
function mergeUnknown(
  { isUnseen }: Extract<MergeClass, { kind: 'unknown' }>,
  definitions: readonly Definition[],
): Outcome {
  const [first] = definitions;
  const value = first === undefined || definitions.length > 1 ? undefined : force(first.slot);
  if (value?.kind === 'list') return { kind: 'ok', value: lazily(NO_SITE, () => withoutProperties(value)) };
  const mayBeModule = value?.kind === 'attrs' || (value?.kind === 'lambda' && isUnseen);
  if (value !== undefined && !mayBeModule) return { kind: 'ok', value };
  return { kind: 'unknown', reason: unknown('config', 'an option whose type is not known') };
}

/** Whether properties in a list are taken off is for its type to say. */
function withoutProperties(list: ListValue): Value {
  const isProperty = (slot: Slot): boolean => readProperty(force(slot)) !== undefined;
  if (!list.items.some(isProperty)) return list;
  const unclear = unknown('config', 'a property in a list of unknown type');
  return new ListValue(
    list.items.map((slot) => (isProperty(slot) ? unclear : slot)),
    list.open,
  );
}

/** What an option comes to that nobody defines and that has no default (`emptyValue` of lib/types.nix). */
function emptyOutcome(type: MergeClass, place: MergePlace): Outcome {
  switch (type.kind) {
    case 'attrs':
    case 'attrs-shallow':
      return { kind: 'ok', value: EMPTY_ATTRS };
    case 'list':
      return type.nonEmpty ? { kind: 'unset' } : { kind: 'ok', value: EMPTY_LIST };
    case 'nullOr':
      return { kind: 'ok', value: NULL };
    case 'submodule':
      return mergeSubmodule(type, [], place);
    case 'coerced':
      return emptyOutcome(type.to, place);
    default:
      return { kind: 'unset' };
  }
}
