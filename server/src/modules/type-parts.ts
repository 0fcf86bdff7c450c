// What a type of `lib.types` is made of, and says of itself.
import { apply } from '../eval/apply';
import { NO_SITE } from '../eval/site';
import { force } from '../eval/thunk';
import { type AttrsValue, EMPTY_ATTRS, type Slot, type Value } from '../eval/values';
import type { Check } from '../options/merge-class';

/**
 * What a type was made of. Before 25.05 there was one thing at most, `wrapped`, in place of a set of named ones; what
 * merging needs nothing of is among the nested types.
 */
export function payloadOf(type: AttrsValue, name: string): Slot | undefined {
  const functor = functorOf(type);
  const payload = valueAt(functor, 'payload');
  if (payload?.kind === 'attrs') return payload.get(name);
  const isWrapped = WRAPPED.has(name) && (payload === undefined || payload.kind === 'null');
  const wrapped = isWrapped ? functor.get('wrapped') : undefined;
  if (wrapped !== undefined && force(wrapped).kind !== 'null') return wrapped;
  const nested = valueAt(type, 'nestedTypes');
  return nested?.kind === 'attrs' ? nested.get(name) : undefined;
}

export function functorOf(type: AttrsValue): AttrsValue {
  const functor = valueAt(type, 'functor');
  return functor?.kind === 'attrs' ? functor : EMPTY_ATTRS;
}

const WRAPPED: ReadonlySet<string> = new Set(['elemType', 'finalType']);

export function valueAt(set: AttrsValue, name: string): Value | undefined {
  const slot = set.get(name);
  return slot === undefined ? undefined : force(slot);
}

export function textOf(set: AttrsValue, name: string): string | undefined {
  const value = valueAt(set, name);
  return value?.kind === 'string' ? value.text : undefined;
}

/** The type's own check as a three-valued test. */
export function checkOf(type: AttrsValue): Check {
  const slot = type.get('check');
  if (slot === undefined) return () => undefined;
  return (value: Value) => {
    if (value.kind === 'opaque' || value.kind === 'partial-string') return undefined;
    const answer = apply(force(slot), value, NO_SITE);
    return answer.kind === 'bool' ? answer.value : undefined;
  };
}

/** `emptyValue.value`: what an option of this type is when nobody defines it. */
export function hasEmptyValue(type: AttrsValue): boolean {
  const empty = valueAt(type, 'emptyValue');
  return empty?.kind === 'attrs' && empty.entries.has('value');
}
