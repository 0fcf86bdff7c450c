// Classes whose definitions must agree.

import { apply } from '../../eval/apply';
import { spend } from '../../eval/budget';
import { equal } from '../../eval/compare';
import { isPackage } from '../../eval/packages';
import { NO_SITE } from '../../eval/site';
import { force, lazily } from '../../eval/thunk';
import { isFalse, isTrue } from '../../eval/truth';
import { attrs, bool, type ListValue, TRUE, type UnknownValue, unknown, type Value } from '../../eval/values';
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
    if (isFalse(same)) return { kind: 'conflict', conflict, culprits: definitions };
    if (!isTrue(same)) undecided ??= reasonOf(same);
  }
  // Two of the later ones may differ although neither is known to differ from the first.
  if (undecided !== undefined) {
    const differing = others.some((a, i) =>
      others.slice(i + 1).some((b) => spend(1) === undefined && isFalse(equal(a.slot, b.slot, NO_SITE))),
    );
    return differing ? { kind: 'conflict', conflict, culprits: definitions } : { kind: 'unknown', reason: undecided };
  }
  return { kind: 'ok', value: first.slot };
}

export function reasonOf(value: Value): UnknownValue {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'error') return unknown('error', value.message, value.site);
  return unknown('opaque', value.kind === 'opaque' ? value.shown : 'a value that is not known');
}

/** The definitions whose value is certainly not of the type. */
export function misfits(type: MergeClass, definitions: readonly Definition[]): readonly Definition[] {
  return definitions.filter((definition) => fits(type, force(definition.slot)) === false);
}

/** mergeOneOption: a second definition conflicts even when it says the same. */
export const mergeOne: MergeWith<Of<'one'>> = (type, definitions, place) => {
  if (definitions.length > 1) return { kind: 'conflict', conflict: 'unique', culprits: definitions };
  return type.of === undefined ? { kind: 'ok', value: definitions[0]?.slot } : place.mergeAs(type.of, definitions);
};

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
  value.kind !== 'unknown' &&
  value.kind !== 'choice' &&
  (value.kind !== 'opaque' || isPackage(value)) &&
  value.kind !== 'error';

/**
 * All definitions in one alternative, then its rule. Where it is not known which, what they
 * come to may be the same in each.
 */
export const mergeEither: MergeWith<Of<'either'>> = (type, definitions, place) => {
  const answers = type.of.map((option) => definitions.map((definition) => fits(option, force(definition.slot))));
  const first = answers.findIndex((row) => row.every((answer) => answer === true));
  const last = first < 0 ? answers.length : first + 1;
  // An earlier alternative that may fit all would be taken first.
  const options = type.of.slice(0, last).filter((_, index) => answers[index]?.includes(false) === false);
  const [only] = options;
  if (only === undefined) return { kind: 'conflict', conflict: 'mixed', culprits: definitions };
  if (options.length === 1 && first >= 0) return place.mergeAs(only, definitions);
  return inAnyCase(
    options.map((option) => place.mergeAs(option, definitions)),
    definitions,
  );
};

/** What several outcomes have in common: all of them fail, or all are the one value that is given. */
function inAnyCase(outcomes: readonly Outcome[], definitions: readonly Definition[]): Outcome {
  const [first] = outcomes;
  // Where nothing fits, several definitions fail as well.
  if (
    first !== undefined &&
    definitions.length > 1 &&
    outcomes.every(({ kind }) => kind === 'conflict' || kind === 'type-error')
  )
    return outcomes.find(({ kind }) => kind === 'conflict') ?? first;
  const [single] = definitions;
  if (definitions.length === 1 && outcomes.every((outcome) => outcome.kind === 'ok' && outcome.value === single?.slot))
    return { kind: 'ok', value: single?.slot };
  return { kind: 'unknown', reason: unknown('argument', 'which alternative of the type is meant') };
}

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
    } else if (needed === true && value.kind === 'list' && isSwitches(type.to)) {
      coerced.push({ ...definition, slot: namesToTrue(value) });
    } else if (type.to.kind === 'list' || type.to.kind === 'lines' || saysOneThing(type.to, definitions))
      return { kind: 'ok', value: undefined };
    else return { kind: 'unknown', reason: unknown('argument', 'a value that the option converts first') };
  }
  return place.mergeAs(type.to, coerced);
};

/**
 * A set of Booleans, which a list of names is converted to by switching each of them on (`boot.supportedFilesystems`).
 */
const isSwitches = (to: MergeClass): boolean =>
  to.kind === 'attrs' && to.element.kind === 'equal' && to.element.scalar === 'bool';

function namesToTrue({ items, open }: ListValue): Value {
  const names = items.map((item) => force(item));
  const other = names.find(({ kind }) => kind !== 'string');
  const reason = open ?? (other && reasonOf(other));
  return attrs(
    names.flatMap((name) => (name.kind === 'string' ? [[name.text, TRUE] as const] : [])),
    reason,
  );
}

/**
 * Whether definitions agree whatever they are converted to: one does, and so do equal ones
 * where that is all the type asks.
 */
const saysOneThing = (to: MergeClass, definitions: readonly Definition[]): boolean =>
  definitions.length === 1 || (to.kind === 'equal' && allEqual(definitions, 'values').kind === 'ok');

const negate = (answer: boolean | undefined): boolean | undefined => (answer === undefined ? undefined : !answer);

/** boolByOr. */
export const mergeOr: MergeWith<Of<'or'>> = (_type, definitions) => {
  const values = definitions.map((definition) => force(definition.slot));
  if (values.some(isTrue)) return { kind: 'ok', value: TRUE };
  return { kind: 'ok', value: values.every((value) => value.kind === 'bool') ? bool(false) : undefined };
};
