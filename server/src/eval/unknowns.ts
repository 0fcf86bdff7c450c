// What happens to an operation whose operand is not an ordinary value.

import { sameScalar } from './compare';
import { outcomeOf } from './forks';
import { meter } from './meter';
import type { Site } from './site';
import { ChoiceValue, type OpaqueValue, type PartialString, type UnknownValue, unknown, type Value } from './values';

/** Most outcomes an unknown condition may lead to before the whole becomes unknown. */
const CHOICE_LIMIT = 8;

/**
 * Applies `operation` where the operand is an ordinary value; errors and unknowns pass through, choices
 * distribute, opaque things stay unknown.
 * @param site where the operation stands, for the reason of what is not known.
 */
export function lift(operand: Value, operation: Operation, site?: Site): Value {
  switch (operand.kind) {
    case 'error':
      return operand;
    case 'unknown':
      return site === undefined ? operand : located(operand, site);
    case 'opaque':
      return ofOpaque(operand, site);
    case 'choice':
      return eachOutcome(operand, operation, lift, site);
    default:
      return operation(operand);
  }
}

/** As `lift`, for operations that can do something with opaque and partly known operands. */
export function distribute(operand: Value, operation: Operation): Value {
  switch (operand.kind) {
    case 'error':
    case 'unknown':
      return operand;
    case 'choice':
      return eachOutcome(operand, operation, distribute, undefined);
    default:
      return operation(operand);
  }
}

type Operation = (known: Value) => Value;

/** Apart from `lift` and `distribute`, which run at every turn and would allocate for the closure in here. */
function eachOutcome(choice: ChoiceValue, operation: Operation, spread: typeof lift, site: Site | undefined): Value {
  return choose(
    choice.options.map((option) => outcomeOf(site, choice.reason, () => spread(option, operation, site))),
    choice.reason,
  );
}

/** What is not known, or not all of it. */
export type Doubtful = UnknownValue | OpaqueValue | ChoiceValue | PartialString;

/** Why something is not known: its own reason, met at `site` where it does not say where it arose. */
export function reasonOf(value: Doubtful, site: Site): UnknownValue {
  switch (value.kind) {
    case 'unknown':
      return located(value, site);
    case 'opaque':
      return unknown('opaque', value.shown, site);
    case 'choice':
      return reasonOf(value.reason, site);
    case 'partial-string': {
      const gap = value.joinable.find((piece) => typeof piece !== 'string');
      return gap === undefined ? unknown('opaque', 'a string with unknown parts', site) : reasonOf(gap, site);
    }
  }
}

/** The same reason, met at `site` where it does not say where it arose and the site is written text. */
export function located(value: UnknownValue, site: Site): UnknownValue {
  return value.site !== undefined || site.expr.kind === 'error' ? value : unknown(value.code, value.detail, site);
}

/** The reason of what is not known; undefined for what is, or fails. */
export function doubt(value: Value, site: Site): UnknownValue | undefined {
  switch (value.kind) {
    case 'unknown':
    case 'opaque':
    case 'choice':
    case 'partial-string':
      return reasonOf(value, site);
    default:
      return undefined;
  }
}

export function ofOpaque(value: OpaqueValue, site?: Site): UnknownValue {
  return unknown('opaque', value.shown, site);
}

/**
 * One of `outcomes`; which, is not known. Equal scalars count once; an outcome that fails is
 * impossible in a system that evaluates.
 */
export function choose(outcomes: readonly Value[], reason: UnknownValue): Value {
  const options: Value[] = [];
  for (const outcome of outcomes) {
    for (const option of outcome.kind === 'choice' ? outcome.options : [outcome]) {
      if (option.kind === 'error') meter.leftOut++;
      else if (!options.some((other) => sameScalar(other, option))) options.push(option);
    }
  }
  const [first] = options;
  if (first === undefined) return outcomes[0] ?? reason;
  // Several unknowns are no more than one.
  if (options.length === 1 || options.every((option) => option.kind === 'unknown')) return first;
  return options.length > CHOICE_LIMIT ? reason : new ChoiceValue(options, reason);
}

/**
 * Operands whose outcomes may be tried in all combinations. Of ten conditions that are not known these would be a
 * thousand: as soon as there are more than a choice may have, the further choices are taken as unknown.
 */
export function fewOutcomes<T extends string | Value>(operands: readonly T[]): readonly (T | UnknownValue)[] {
  let outcomes = 1;
  return operands.map((operand) => {
    if (typeof operand === 'string' || operand.kind !== 'choice') return operand;
    if (outcomes * operand.options.length > CHOICE_LIMIT) return operand.reason;
    outcomes *= operand.options.length;
    return operand;
  });
}
