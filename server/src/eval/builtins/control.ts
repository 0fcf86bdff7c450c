// Order of evaluation, failing on purpose, and catching it.

import { isExhausted, meter, spend } from '../budget';
import { shownText } from '../partial-texts';
import { expectString, type Row } from '../primop';
import type { Site } from '../site';
import { coerce } from '../strings';
import { force } from '../thunk';
import { choose, doubt, lift } from '../unknowns';
import { attrs, FALSE, fail, type Slot, TRUE, unknown, type Value } from '../values';
import { binary, unary } from './row';

function raise(code: 'throw' | 'abort', message: Slot, site: Site): Value {
  const text = coerce(force(message), site, false);
  if (text.kind === 'error') return text;
  return fail(code, shownText(text) ?? 'a message that is not known', site);
}

/** Both kinds of failure `tryEval` may catch; every other one passes. */
function tryEval(slot: Slot, site: Site): Value {
  const { leftOut } = meter;
  const value = force(slot);
  if (value.kind === 'error') {
    const caught = value.code === 'throw' || value.code === 'assert';
    return caught ? outcome(FALSE, FALSE) : value;
  }
  const success = lift(value, (known) => outcome(TRUE, known), site);
  // Where an outcome that fails was left out, that one may be what happens.
  return meter.leftOut === leftOut || success.kind === 'unknown'
    ? success
    : choose(
        [success, outcome(FALSE, FALSE)],
        doubt(value, site) ?? unknown('choice', 'a failure that may be caught', site),
      );
}

const outcome = (success: Value, value: Value): Value =>
  attrs([
    ['success', success],
    ['value', value],
  ]);

/** Forces everything inside a value; the first failure, if any. What is not known is taken to be fine. */
function forceDeep(slot: Slot): Value | undefined {
  const seen = new Set<Value>();
  const pending: Slot[] = [slot];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const value = force(next);
    if (value.kind === 'error' || isExhausted(value)) return value;
    if ((value.kind !== 'list' && value.kind !== 'attrs') || seen.has(value)) continue;
    seen.add(value);
    const inner = value.kind === 'list' ? value.items : [...value.entries.values()].map((entry) => entry.slot);
    const broke = spend(inner.length);
    if (broke !== undefined) return broke;
    // Pushed backwards so that the first is forced first, as Nix does.
    for (let i = inner.length - 1; i >= 0; i--) pending.push(inner[i] as Slot);
  }
  return undefined;
}

/** `first` for its failing only. */
function after(first: Slot, then: Slot): Value {
  const value = force(first);
  return value.kind === 'error' || isExhausted(value) ? value : force(then);
}

export const CONTROL: readonly Row[] = [
  unary('throw', (message, site) => raise('throw', message, site)),
  unary('abort', (message, site) => raise('abort', message, site)),
  unary('tryEval', tryEval),
  binary('addErrorContext', (_context, value) => force(value)),
  binary('seq', after),
  binary('deepSeq', (first, then) => forceDeep(first) ?? force(then)),
  binary('trace', after),
  binary('traceVerbose', (_message, value) => force(value)),
  binary('warn', (message, value, site) => {
    const text = expectString(message, site, (known) => known);
    return text.kind === 'error' ? text : force(value);
  }),
  unary('break', force),
];
