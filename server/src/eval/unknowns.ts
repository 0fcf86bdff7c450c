// What happens to an operation whose operand is not an ordinary value.

import { sameScalar } from './compare';
import { ChoiceValue, type OpaqueValue, type UnknownValue, unknown, type Value } from './values';

/** Most outcomes an unknown condition may lead to before the whole becomes unknown. */
const CHOICE_LIMIT = 8;

/** Applies `operation` where the operand is an ordinary value; errors and unknowns pass through, choices distribute, opaque things stay unknown. */
export function lift(operand: Value, operation: (known: Value) => Value): Value {
  switch (operand.kind) {
    case 'error':
    case 'unknown':
      return operand;
    case 'opaque':
      return ofOpaque(operand);
    case 'choice':
      return eachOutcome(operand, operation, lift);
    default:
      return operation(operand);
  }
}

/** As `lift`, for operations that can do something with opaque and partly known operands. */
export function distribute(operand: Value, operation: (known: Value) => Value): Value {
  switch (operand.kind) {
    case 'error':
    case 'unknown':
      return operand;
    case 'choice':
      return eachOutcome(operand, operation, distribute);
    default:
      return operation(operand);
  }
}

type Operation = (known: Value) => Value;

/** Apart from `lift` and `distribute`, which run at every turn and would allocate for the closure in here. */
function eachOutcome(choice: ChoiceValue, operation: Operation, spread: (operand: Value, operation: Operation) => Value): Value {
  return choose(
    choice.options.map((option) => spread(option, operation)),
    choice.reason,
  );
}

export function ofOpaque(value: OpaqueValue): UnknownValue {
  return unknown('opaque', value.path);
}

/** One of `outcomes`; which, is not known. Equal scalars count once; an outcome that fails is impossible in a system that evaluates. */
export function choose(outcomes: readonly Value[], reason: UnknownValue): Value {
  const options: Value[] = [];
  for (const outcome of outcomes) {
    for (const option of outcome.kind === 'choice' ? outcome.options : [outcome]) {
      if (option.kind !== 'error' && !options.some((other) => sameScalar(other, option))) options.push(option);
    }
  }
  const [first] = options;
  if (first === undefined) return outcomes[0] ?? reason;
  // Several unknowns are no more than one.
  if (options.length === 1 || options.every((option) => option.kind === 'unknown')) return first;
  return options.length > CHOICE_LIMIT ? reason : new ChoiceValue(options, reason);
}

/** Operands of which several are choices: together they may have more outcomes than are followed, and are then unknown each on its own. */
export function withoutManyChoices<T extends Value | string>(operands: readonly T[]): readonly (T | UnknownValue)[] {
  let outcomes = 1;
  for (const operand of operands) if (typeof operand !== 'string' && operand.kind === 'choice') outcomes *= operand.options.length;
  if (outcomes <= CHOICE_LIMIT) return operands;
  return operands.map((operand) => (typeof operand !== 'string' && operand.kind === 'choice' ? operand.reason : operand));
}

/** Whether an operation on this value can say nothing at all. */
export function isBottom(value: Value): value is Extract<Value, { kind: 'unknown' | 'error' }> {
  return value.kind === 'unknown' || value.kind === 'error';
}
