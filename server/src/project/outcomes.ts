import type { Value } from '../eval/values';

/** What a value may be: for finding systems, each outcome of a condition that is not known counts. */
export function outcomesOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options : [value];
}
