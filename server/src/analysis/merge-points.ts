// The options of a system down to the level at which definitions meet: sets that merge per key are entered.
import { memoOf } from '../base/memo';
import { spend } from '../eval/budget';
import type { Module } from '../modules/definition';
import { mayMeet } from '../modules/discharge';
import type { Merged } from '../modules/merge/outcome';
import type { DefinedOption } from '../modules/option-walk';
import type { System } from '../modules/system';
import { sameInBase } from './checks/same-in-base';

/** Parts of the option tree that are systems of their own and are looked at there. */
const OWN_SYSTEMS: readonly (readonly string[])[] = [['specialisation'], ['home-manager', 'users']];

/** Whether the option at a path holds systems of their own. */
export function isOwnSystem(path: readonly string[]): boolean {
  return OWN_SYSTEMS.some((own) => own.length === path.length && own.every((segment, i) => path[i] === segment));
}

interface Met {
  readonly leaves: readonly Merged[];
  readonly entered: readonly Merged[];
}

/** The same of one option. */
interface MetAt extends Met {
  /** How many definitions it has, properties not looked into. */
  readonly count: number;
}

/**
 * The options of a system at which definitions meet: more than one, entered as far as definitions merge per
 * key. Found once for all rules.
 */
export function mergePoints(system: System): readonly Merged[] {
  return met(system).leaves;
}

/** The sets on the way to `mergePoints`, where one definition as a whole may lose to another. */
export function enteredSets(system: System): readonly Merged[] {
  return met(system).entered;
}

const met: (system: System) => Met = memoOf((system) => {
  const found = [...byOption(system).values()];
  return { leaves: found.flatMap(({ leaves }) => leaves), entered: found.flatMap(({ entered }) => entered) };
});

/** What there is of each option, by its path. */
const byOption: (system: System) => ReadonlyMap<string, MetAt> = memoOf((system) => {
  const found = new Map<string, MetAt>();
  const inBase = foundInBase(system);
  for (const option of optionsOf(system)) {
    if (isOwnSystem(option.path)) continue;
    const known = inBase(option) ?? (mayMeet(option.raws) ? below(option) : undefined);
    if (known !== undefined) found.set(keyOf(option), known);
  }
  return found;
});

const keyOf = ({ path }: DefinedOption): string => path.join('\0');

/**
 * What was found of an option in the base of a system, where a specialisation changes nothing of it: all of its
 * definitions are those of the base, and say the same here.
 */
function foundInBase({ base, evaluation }: System): (option: DefinedOption) => MetAt | undefined {
  const isUnlike = ({ scope, options }: Module): boolean => scope === 'specialisation' && options !== undefined;
  if (base === undefined || evaluation.collection.modules.some(isUnlike)) return () => undefined;
  const known = byOption(base);
  const isSame = sameInBase(base);
  return (option) => {
    const { path, raws } = option;
    const before = known.get(keyOf(option));
    if (before?.count !== raws.length || evaluation.input.fixed.has(path.join('.')) || !raws.every(isSame))
      return undefined;
    // What the modules declare themselves may have another type or default here.
    return evaluation.declarationAt(path) === undefined ? before : undefined;
  };
}

/** An option, entered as far as definitions merge per key. */
function below(option: DefinedOption): MetAt {
  const leaves: Merged[] = [];
  const entered: Merged[] = [];
  const pending: Merged[] = [option.merged()];
  for (let merged = pending.pop(); merged !== undefined && spend(10) === undefined; merged = pending.pop()) {
    const { outcome } = merged;
    if (outcome.kind === 'keys') {
      for (const inner of outcome.keys.values()) if (inner.mayMeet && inner.definitions.length > 1) pending.push(inner);
    } else if (outcome.kind === 'submodule') {
      for (const inner of crowded(outcome.evaluation.defined())) pending.push(inner);
    }
    (outcome.kind === 'keys' || outcome.kind === 'submodule' ? entered : leaves).push(merged);
  }
  return { leaves, entered, count: option.raws.length };
}

/**
 * The options of a system worth looking at: all of a base; those that a specialisation adds something to,
 * or that meet something there.
 */
export const optionsOf: (system: System) => readonly DefinedOption[] = memoOf((system) => findOptions(system));

/**
 * In a specialisation, what a single definition of the base system says about a whole set meets nothing there, unless
 * two names of one option are in use: then everything has to be looked at.
 */
function findOptions({ base, evaluation }: System): readonly DefinedOption[] {
  if (base !== undefined && !usesOldNames(base)) {
    const some = evaluation.defined((raws) => raws.every(({ module }) => module.scope === 'base') && !mayMeet(raws));
    if (!evaluation.usesOldNames) return some;
  }
  return evaluation.defined();
}

/** Known once all options of a system are. */
const usesOldNames = (system: System): boolean => optionsOf(system).length > 0 && system.evaluation.usesOldNames;

function crowded(options: readonly DefinedOption[]): Merged[] {
  return options.flatMap((option) => (isOwnSystem(option.path) || !mayMeet(option.raws) ? [] : [option.merged()]));
}
