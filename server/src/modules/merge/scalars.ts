// Classes whose definitions must agree.

import { apply } from '../../eval/apply';
import { spend } from '../../eval/budget';
import { equal } from '../../eval/compare';
import { NO_SITE } from '../../eval/site';
import { force, lazily } from '../../eval/thunk';
import { bool, FALSE, TRUE, type UnknownValue, unknown, type Value } from '../../eval/values';
import type { MergeClass } from '../../options/merge-class';
import type { Definition } from '../definition';
import { fits } from './checks';
import type { MergePlace, Outcome } from './outcome';

/** Where the merging itself happens, for values that no expression made. */

type MergeWith<T extends MergeClass> = (type: T, definitions: readonly Definition[], place: MergePlace) => Outcome;
type Of<K extends MergeClass['kind']> = Extract<MergeClass, { kind: K }>;

/** mergeEqualOption: all values equal. */
export const mergeEqual: MergeWith<Of<'equal'>> = (_type, definitions) => allEqual(definitions, 'values');

export function allEqual(definitions: readonly Definition[], conflict: 'values' | 'cannot-merge'): Outcome {
  const [first, ...others] = definitions;
  if (first === undefined) return { kind: 'ok', value: undefined };
  let undecided: UnknownValue | undefined;
  for (const other of others) {
    const same = equal(first.slot, other.slot, NO_SITE);
    if (same === FALSE) return { kind: 'conflict', conflict, culprits: definitions };
    if (same !== TRUE) undecided ??= reasonOf(same);
  }
  // Two of the later ones may differ although neither is known to differ from the first.
  if (undecided !== undefined) {
    const differing = others.some((a, i) =>
      others.slice(i + 1).some((b) => spend(1) === undefined && equal(a.slot, b.slot, NO_SITE) === FALSE),
    );
    return differing ? { kind: 'conflict', conflict, culprits: definitions } : { kind: 'unknown', reason: undecided };
  }
  return { kind: 'ok', value: first.slot };
}

export function reasonOf(value: Value): UnknownValue {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'error') return unknown('error', value.message, value.site);
  return unknown('opaque', value.kind === 'opaque' ? value.path : 'a value that is not known');
}

/** The definitions whose value is certainly not of the type. */
export function misfits(type: MergeClass, definitions: readonly Definition[]): readonly Definition[] {
  return definitions.filter((definition) => fits(type, force(definition.slot)) === false);
}

/** mergeOneOption: a second definition conflicts even when it says the same. */
export const mergeOne: MergeWith<Of<'one'>> = (_type, definitions) =>
  definitions.length > 1
    ? { kind: 'conflict', conflict: 'unique', culprits: definitions }
    : { kind: 'ok', value: definitions[0]?.slot };

/** All null, or none: then as the type inside. */
export const mergeNullOr: MergeWith<Of<'nullOr'>> = (type, definitions, place) => {
  const nulls = definitions.filter((definition) => force(definition.slot).kind === 'null');
  if (nulls.length === 0) return place.mergeAs(type.of, definitions);
  if (nulls.length === definitions.length) return { kind: 'ok', value: nulls[0]?.slot };
  const others = definitions.filter((definition) => force(definition.slot).kind !== 'null');
  const vague = others.find((definition) => !isCertain(force(definition.slot)));
  return vague === undefined
    ? { kind: 'conflict', conflict: 'null', culprits: definitions }
    : { kind: 'unknown', reason: reasonOf(force(vague.slot)) };
};

/** Whether the value is at least known not to be null. */
const isCertain = (value: Value): boolean =>
  value.kind !== 'unknown' && value.kind !== 'choice' && value.kind !== 'opaque' && value.kind !== 'error';

/** All definitions in one alternative, then its rule. */
export const mergeEither: MergeWith<Of<'either'>> = (type, definitions, place) => {
  const answers = type.of.map((option) => definitions.map((definition) => fits(option, force(definition.slot))));
  const index = answers.findIndex((row) => row.every((answer) => answer === true));
  const option = type.of[index];
  // An earlier alternative that may fit all would be taken first.
  const earlier = answers.slice(0, index < 0 ? undefined : index).some((row) => !row.includes(false));
  if (option !== undefined && !earlier) return place.mergeAs(option, definitions);
  if (earlier || answers.flat().includes(undefined))
    return { kind: 'unknown', reason: unknown('argument', 'which alternative of the type is meant') };
  return { kind: 'conflict', conflict: 'mixed', culprits: definitions };
};

/** Each definition coerced, then the final type's rule. */
export const mergeCoerced: MergeWith<Of<'coerced'>> = (type, definitions, place) => {
  const coerced: Definition[] = [];
  for (const definition of definitions) {
    const value = force(definition.slot);
    const needed = type.from === undefined ? negate(fits(type.to, value)) : fits(type.from, value);
    if (needed === false) coerced.push(definition);
    else if (needed === true && type.coerce !== undefined) {
      const { coerce } = type;
      coerced.push({
        ...definition,
        slot: lazily(NO_SITE, () => apply(force(coerce), definition.slot, NO_SITE)),
      });
    } else if (type.to.kind === 'list' || type.to.kind === 'lines') return { kind: 'ok', value: undefined };
    else return { kind: 'unknown', reason: unknown('argument', 'a value that the option converts first') };
  }
  return place.mergeAs(type.to, coerced);
};

const negate = (answer: boolean | undefined): boolean | undefined => (answer === undefined ? undefined : !answer);

/** boolByOr. */
export const mergeOr: MergeWith<Of<'or'>> = (_type, definitions) => {
  const values = definitions.map((definition) => force(definition.slot));
  if (values.includes(TRUE)) return { kind: 'ok', value: TRUE };
  return { kind: 'ok', value: values.every((value) => value.kind === 'bool') ? bool(false) : undefined };
};
