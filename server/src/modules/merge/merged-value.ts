// What a merged option comes to as a value.

import { apply } from '../../eval/apply';
import { NO_SITE } from '../../eval/site';
import { force } from '../../eval/thunk';
import { choose } from '../../eval/unknowns';
import { AttrsValue, type ErrorValue, type UnknownValue, unknown, type Value } from '../../eval/values';
import { PLAIN_PRIORITY } from '../definition';
import type { Merged, Outcome } from './outcome';

/** The value of a merged option as other parts of the configuration see it. */
export function mergedValue(merged: Merged): Value {
  const { declaration, failure } = merged;
  if (failure !== undefined) return failure;
  const value = outcomeValue(merged);
  return declaration?.apply === undefined || value.kind === 'unknown'
    ? value
    : apply(force(declaration.apply), value, NO_SITE);
}

/** What certainly fails when an option is read: its value, or the elements of a list, which are all looked at. */
export function failureOf({ failure, outcome, possible }: Merged): ErrorValue | undefined {
  if (failure !== undefined || possible.length > 0 || outcome.kind !== 'ok' || outcome.value === undefined)
    return failure;
  const value = outcome.parts === undefined ? undefined : force(outcome.value);
  if (value?.kind !== 'list') return undefined;
  for (const item of value.items) {
    const element = force(item);
    if (element.kind === 'error') return element;
  }
  return undefined;
}

function outcomeValue(merged: Merged): Value {
  const { outcome, possible, path, winners, unseen } = merged;
  const [hidden] = unseen;
  // What is only a default gives way to the first definition that is not seen.
  if (hidden !== undefined && winners.every(({ priority }) => priority > PLAIN_PRIORITY)) return hidden;
  if (possible.length === 0) return comesTo(outcome, path);
  const reason = unknown('choice', `whether ${path.join('.')} is defined by a condition that is not known`);
  return (merged.outcomeIfAll && unsureValue(outcome, merged.outcomeIfAll, possible.length, reason)) ?? reason;
}

/**
 * What definitions come to beside others whose conditions are not known: with one of those, one of two outcomes; with
 * more, the keys that none of them touches. Undefined where nothing can be told.
 */
function unsureValue(sure: Outcome, ifAll: Outcome, possible: number, reason: UnknownValue): Value | undefined {
  if (!isKnown(sure) || !isKnown(ifAll)) return undefined;
  if (possible === 1) return choose([comesTo(sure, []), comesTo(ifAll, [])], reason);
  if (sure.kind !== 'keys' || ifAll.kind !== 'keys') return undefined;
  const value = force(sure.value);
  if (value.kind !== 'attrs') return undefined;
  const isTouched = (key: string): boolean =>
    sure.keys.get(key)?.definitions.length !== ifAll.keys.get(key)?.definitions.length;
  return new AttrsValue(
    new Map([...value.entries].map(([key, entry]) => [key, isTouched(key) ? { ...entry, slot: reason } : entry])),
    reason,
  );
}

const isKnown = (outcome: Outcome): boolean =>
  outcome.kind === 'keys' || outcome.kind === 'submodule' || (outcome.kind === 'ok' && outcome.value !== undefined);

function comesTo(outcome: Outcome, path: readonly string[]): Value {
  const name = path.join('.');
  switch (outcome.kind) {
    case 'ok':
      return outcome.value === undefined ? unknown('config', name) : force(outcome.value);
    case 'keys':
    case 'submodule':
      return force(outcome.value);
    case 'unknown':
      return outcome.reason;
    case 'conflict':
      return unknown('error', `conflicting definitions of ${name}`);
    case 'read-only':
      return unknown('error', `${name} is read-only`);
    case 'unset':
      return unknown('config', name);
    case 'type-error':
      return unknown('error', `a definition of ${name} is not of its type`);
  }
}
