// The options of a system down to the level at which definitions meet: sets that merge per key are entered.
import { memoOf } from '../base/memo';
import { spend } from '../eval/budget';
import type { RawDefinition } from '../modules/definition';
import { mayMeet } from '../modules/discharge';
import type { Merged } from '../modules/merge/outcome';
import type { DefinedOption } from '../modules/option-walk';
import type { System } from '../modules/system';
import { sameInBase } from './checks/same-in-base';

/** Parts of the option tree that are systems of their own and are looked at there. */
export const OWN_SYSTEMS: readonly (readonly string[])[] = [['specialisation'], ['home-manager', 'users']];

/** Whether the option at a path holds systems of their own. */
export function isOwnSystem(path: readonly string[]): boolean {
  return OWN_SYSTEMS.some((own) => own.length === path.length && own.every((segment, i) => path[i] === segment));
}

interface Met {
  readonly leaves: readonly Merged[];
  readonly entered: readonly Merged[];
}

/**
 * The options of a system at which definitions meet: more than one, entered as far as definitions merge per
 * key. Found once for all rules.
 */
export const mergePoints: (system: System) => readonly Merged[] = memoOf((system) =>
  metIn(system).flatMap(({ leaves }) => leaves),
);

/** The sets on the way to `mergePoints`, where one definition as a whole may lose to another. */
export const enteredSets: (system: System) => readonly Merged[] = memoOf((system) =>
  metIn(system).flatMap(({ entered }) => entered),
);

/** What there is of each option. Where a specialisation leaves the base as it is, that is what there is in the base. */
const metIn: (system: System) => readonly (Met & { readonly path: readonly string[] })[] = memoOf((system) => {
  const { base } = system;
  const { options, unchanged } = foundIn(system);
  const own = options.flatMap((option) => (isCrowded(option) ? [{ path: option.path, ...below(option) }] : []));
  if (base === undefined || unchanged.size === 0) return own;
  const isUnchanged = (path: readonly string[]): boolean =>
    path.some((_, index) => unchanged.has(keyOf(path.slice(0, index + 1))));
  return [...own, ...metIn(base).filter(({ path }) => isUnchanged(path))];
});

const keyOf = (path: readonly string[]): string => path.join('\0');

/** An option, entered as far as definitions merge per key. */
function below(option: DefinedOption): Met {
  const leaves: Merged[] = [];
  const entered: Merged[] = [];
  const pending: Merged[] = [option.merged()];
  for (let merged = pending.pop(); merged !== undefined && spend(10) === undefined; merged = pending.pop()) {
    const { outcome } = merged;
    if (outcome.kind === 'keys') {
      for (const inner of outcome.keys.values()) if (inner.mayMeet && inner.definitions.length > 1) pending.push(inner);
    } else if (outcome.kind === 'submodule') {
      for (const inner of outcome.evaluation.defined()) if (isCrowded(inner)) pending.push(inner.merged());
    }
    (outcome.kind === 'keys' || outcome.kind === 'submodule' ? entered : leaves).push(merged);
  }
  return { leaves, entered };
}

/**
 * The options of a system worth looking at: all of a base; those that a specialisation adds something to,
 * or that may be something else there.
 */
export const optionsOf = (system: System): readonly DefinedOption[] => foundIn(system).options;

interface Found {
  readonly options: readonly DefinedOption[];
  /** Paths at and below which a specialisation leaves everything as it is in its base, as keys. */
  readonly unchanged: ReadonlySet<string>;
}

const foundIn: (system: System) => Found = memoOf((system) => {
  const { base, evaluation } = system;
  if (base !== undefined && !usesOldNames(base)) {
    const unchanged = new Set<string>();
    const isUnchanged = leftAlone(system, base);
    const options = evaluation.defined((raws, path) => {
      if (raws.some(({ module }) => module.scope !== 'base')) return false;
      // What a single definition of the base says about a whole set meets nothing here either.
      if (!mayMeet(raws)) return true;
      if (!isUnchanged(raws, path())) return false;
      unchanged.add(keyOf(path()));
      return true;
    });
    // Where two names of one option are in use everything has to be looked at.
    if (!evaluation.usesOldNames) return { options, unchanged };
  }
  return { options: evaluation.defined(), unchanged: NOTHING };
});

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Whether a specialisation changes nothing at and below a path: all definitions there are those of the base, and say
 * the same. What the modules declare themselves may have another type or default in each.
 */
function leftAlone(
  { evaluation }: System,
  base: System,
): (raws: readonly RawDefinition[], path: readonly string[]) => boolean {
  const isSame = sameInBase(base);
  const fixed = [...evaluation.input.fixed.keys()];
  return (raws, path) => {
    const name = path.join('.');
    return (
      raws.length === base.evaluation.raws(path).length &&
      raws.every(isSame) &&
      !fixed.some((each) => each === name || each.startsWith(`${name}.`)) &&
      evaluation.declarationAt(path) === undefined &&
      evaluation.namesAt(path).length === 0
    );
  };
}

/** Known once all options of a system are. */
const usesOldNames = (system: System): boolean => optionsOf(system).length > 0 && system.evaluation.usesOldNames;

const isCrowded = ({ path, raws }: DefinedOption): boolean => !isOwnSystem(path) && mayMeet(raws);
