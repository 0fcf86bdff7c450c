// Classes that decide by the values they meet: freeform formats, anything, options without a type.

import { concatLists, update } from '../../eval/collections';
import { NO_SITE } from '../../eval/site';
import { concatPieces } from '../../eval/strings';
import { force } from '../../eval/thunk';
import { isTrue } from '../../eval/truth';
import { bool, type Value } from '../../eval/values';
import type { MergeClass } from '../../options/merge-class';
import type { Definition } from '../definition';
import { isLeakedProperty, mayBeText } from './checks';
import { perKey } from './collections';
import type { MergePlace, Outcome } from './outcome';
import { allEqual, reasonOf } from './scalars';

type Of<K extends MergeClass['kind']> = Extract<MergeClass, { kind: K }>;

const FREEFORM: MergeClass = { kind: 'freeform' };
const ANYTHING: MergeClass = { kind: 'anything' };

/** The one kind all values have; `mixed` when there are several, the value in the way when one is not known. */
function commonKind(definitions: readonly Definition[]): Value['kind'] | 'mixed' | { readonly vague: Value } {
  let common: Value['kind'] | undefined;
  for (const { slot } of definitions) {
    const value = force(slot);
    if (value.kind === 'unknown' || value.kind === 'opaque' || value.kind === 'choice' || value.kind === 'error')
      return { vague: value };
    const kind = value.kind === 'partial-string' ? 'string' : value.kind === 'primop' ? 'lambda' : value.kind;
    if (common !== undefined && common !== kind) return 'mixed';
    common = kind;
  }
  return common ?? 'mixed';
}

/** Values one of which is not known: a single definition is what it says. */
const mergeVague = (definitions: readonly Definition[], { vague }: { readonly vague: Value }): Outcome =>
  definitions.length === 1 ? { kind: 'ok', value: definitions[0]?.slot } : { kind: 'unknown', reason: reasonOf(vague) };

/** A set that stands for a text, as a derivation does: nobody looks into it, and what is in it may have no end. */
function isText({ slot }: Definition): boolean {
  const value = force(slot);
  return value.kind === 'attrs' && mayBeText(value) === true;
}

/** JSON and its relatives: sets per key, lists one after another, scalars equal, nothing mixed. */
export function mergeFreeform(definitions: readonly Definition[], place: MergePlace): Outcome {
  // Whether several are equal, the texts say that they are turned into.
  const text = definitions.find(isText);
  if (text !== undefined) return mergeVague(definitions, { vague: force(text.slot) });
  const kind = commonKind(definitions);
  if (typeof kind === 'object') return mergeVague(definitions, kind);
  switch (kind) {
    case 'attrs':
      return perKey(definitions, place, () => FREEFORM);
    case 'list':
      return place.mergeAs({ kind: 'list', element: FREEFORM }, definitions);
    case 'mixed':
      return definitions.some((definition) => force(definition.slot).kind === 'null')
        ? { kind: 'conflict', conflict: 'null', culprits: definitions }
        : { kind: 'conflict', conflict: 'mixed', culprits: definitions };
    default:
      return allEqual(definitions, 'values');
  }
}

/** Derivations and their like, which `anything` takes only once (`stringCoercibleSet` in lib/types.nix). */
function isTakenOnce(definition: Definition): boolean {
  const value = force(definition.slot);
  return isText(definition) || (value.kind === 'opaque' && value.trait === 'package');
}

/** types.anything: sets per key, functions pointwise, all else equal. */
export function mergeAnything(definitions: readonly Definition[], place: MergePlace): Outcome {
  if (definitions.length > 1 && definitions.every(isTakenOnce))
    return { kind: 'conflict', conflict: 'unique', culprits: definitions };
  const kind = commonKind(definitions);
  if (typeof kind === 'object') return mergeVague(definitions, kind);
  switch (kind) {
    case 'attrs':
      if (!definitions.some(isText)) return perKey(definitions, place, () => ANYTHING);
      return definitions.length === 1
        ? { kind: 'ok', value: definitions[0]?.slot }
        : { kind: 'conflict', conflict: 'types', culprits: definitions };
    case 'lambda':
      return { kind: 'ok', value: definitions.length === 1 ? definitions[0]?.slot : undefined };
    case 'mixed':
      return { kind: 'conflict', conflict: 'types', culprits: definitions };
    default:
      return allEqual(definitions, 'values');
  }
}

/** An attribute that somebody may declare who is not seen: several definitions merge as those usually do. */
export function mergeUndeclared(
  type: Of<'undeclared'>,
  definitions: readonly Definition[],
  place: MergePlace,
): Outcome {
  if (definitions.length === 1) return { kind: 'ok', value: definitions[0]?.slot };
  if (type.several !== undefined) return place.mergeAs(type.several, definitions);
  const other = definitions.find((definition) => force(definition.slot).kind !== 'attrs' || isText(definition));
  return other === undefined
    ? perKey(definitions, place, () => type)
    : { kind: 'unknown', reason: reasonOf(force(other.slot)) };
}

/**
 * An option without a type (mergeDefaultOption): lists, sets, strings and bools combine; other
 * values only when equal integers.
 */
export function mergeUnspecified(definitions: readonly Definition[]): Outcome {
  const [first] = definitions;
  if (definitions.length <= 1) return { kind: 'ok', value: first?.slot };
  const kind = commonKind(definitions);
  if (typeof kind === 'object') return { kind: 'unknown', reason: reasonOf(kind.vague) };
  const values = definitions.map((definition) => force(definition.slot));
  switch (kind) {
    case 'lambda':
      return { kind: 'ok', value: undefined };
    case 'list':
      return { kind: 'ok', value: concatLists(values, NO_SITE) };
    case 'attrs':
      return { kind: 'ok', value: values.reduce((left, right) => update(left, right, NO_SITE)) };
    case 'bool':
      return { kind: 'ok', value: bool(values.some(isTrue)) };
    case 'string':
      return { kind: 'ok', value: concatPieces(values) };
    case 'int':
      return allEqual(definitions, 'cannot-merge');
    default:
      return { kind: 'conflict', conflict: 'cannot-merge', culprits: definitions };
  }
}

/** systemd unit settings: concatenated when any definition is a list, else they must agree. */
export function mergeSystemd(definitions: readonly Definition[]): Outcome {
  const values = definitions.map((definition) => force(definition.slot));
  if (values.some((value) => value.kind === 'list')) return { kind: 'ok', value: undefined };
  const vague = values.find(
    (value) => value.kind === 'unknown' || value.kind === 'choice' || value.kind === 'opaque' || value.kind === 'error',
  );
  if (vague !== undefined && definitions.length > 1) return { kind: 'unknown', reason: reasonOf(vague) };
  if (values.some(isLeakedProperty)) return { kind: 'type-error', culprits: definitions };
  return allEqual(definitions, 'values');
}
