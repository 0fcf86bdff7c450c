// What a specialisation makes of the options of its base: the options whose value, or whose
// definitions, are not those of the base.

import { force } from '../eval/thunk';
import type { Definition } from '../modules/definition';
import { isSystemDefinition } from '../modules/merge/definitions';
import type { System } from '../modules/system';
import type { ChangeKind } from '../protocol/tree';
import { dotted } from '../syntax/print';
import type { Analysis } from './analysis';
import type { Conflict } from './conflicts';
import { type Explained, explain } from './explain';
import { sameValue } from './same-value';

export interface Difference {
  readonly path: readonly string[];
  /** Dotted, segments that are no identifiers quoted. */
  readonly option: string;
  readonly change: ChangeKind;
  readonly before: Explained | undefined;
  readonly after: Explained | undefined;
  readonly conflict: Conflict | undefined;
}

/**
 * How a specialisation differs from its base, by option; for the base itself, its own conflicts.
 * Nothing is said of what is the same.
 */
export function differences(analysis: Analysis, system: System): readonly Difference[] {
  const clashesIn = (where: System | undefined): readonly Conflict[] =>
    analysis.conflicts.filter((conflict) => conflict.system === where);
  const clashes = clashesIn(system);
  if (system.base === undefined) return clashes.map(conflictDifference).sort(byOption);
  const inherits = system.entry?.inheritParentConfig === true;
  const own = between({ before: system.base, after: system, prefix: [], inherits, clashes });
  const users = pairsOf(system.base.homeSystems, system.homeSystems).flatMap(({ before, after, prefix }) =>
    between({ before, after, prefix, inherits, clashes: clashesIn(after) }),
  );
  return [...own, ...users].sort(byOption);
}

/** One evaluation beside another; either may be missing. */
interface Pair {
  /** Where in the whole system they stand. */
  readonly prefix: readonly string[];
  readonly before: System | undefined;
  readonly after: System | undefined;
}

/** The Home Manager configurations of the same user. */
function pairsOf(before: readonly System[], after: readonly System[]): readonly Pair[] {
  const keyOf = ({ input }: System): string => dotted(input.prefix);
  const [old, now] = [before, after].map((systems) => new Map(systems.map((system) => [keyOf(system), system])));
  const all = new Map([...before, ...after].map((system) => [keyOf(system), system.input.prefix]));
  return [...all].map(([key, prefix]) => ({ prefix, before: old?.get(key), after: now?.get(key) }));
}

function between(
  of: Pair & { readonly inherits: boolean; readonly clashes: readonly Conflict[] },
): readonly Difference[] {
  const [before, after] = [optionsOf(of.before), optionsOf(of.after)];
  const inConflict = (path: readonly string[]): boolean => of.clashes.some((clash) => isWithin(clash.path, path));
  const found: Difference[] = [];
  for (const option of new Set([...before.all.keys(), ...after.all.keys()])) {
    const [old, now] = [before.all.get(option), after.all.get(option)];
    const path = (now ?? old)?.path ?? [];
    const full = [...of.prefix, ...path];
    const change = inConflict(full) ? undefined : changeOf(old, now, { before, after, inherits: of.inherits });
    if (change === undefined) continue;
    // What took the place of a set as a whole stands at the set.
    const winner = change === 'removed' ? (now ?? around(path, after)) : now;
    found.push({ path: full, option: dotted(full), change, before: old, after: winner, conflict: undefined });
  }
  return [...of.clashes.map(conflictDifference), ...found];
}

interface Options {
  readonly all: ReadonlyMap<string, Explained>;
  /** Paths that options stand below. */
  readonly around: ReadonlySet<string>;
}

function optionsOf(system: System | undefined): Options {
  const explained = system === undefined ? [] : explain(system);
  const outer = explained.flatMap(({ path }) => path.slice(1).map((_, i) => dotted(path.slice(0, i + 1))));
  return { all: new Map(explained.map((one) => [one.option, one])), around: new Set(outer) };
}

function byOption(a: Difference, b: Difference): number {
  return a.option < b.option ? -1 : a.option > b.option ? 1 : 0;
}

function conflictDifference(conflict: Conflict): Difference {
  const { path } = conflict;
  return { path, option: dotted(path), change: 'conflict', before: undefined, after: undefined, conflict };
}

function changeOf(
  before: Explained | undefined,
  after: Explained | undefined,
  all: { readonly before: Options; readonly after: Options; readonly inherits: boolean },
): ChangeKind | undefined {
  const winners = writtenWinners(after);
  const oldWinners = writtenWinners(before);
  if (after === undefined || (winners.length === 0 && after.merged.possible.length === 0)) {
    if (after?.merged.definitions.some(isOwn)) return 'ineffective';
    // Without the base's modules everything of the base is gone; NixOS itself takes some things
    // away from every specialisation.
    const isGone = oldWinners.length > 0 && all.inherits && !after?.merged.winners.some(isFixed);
    return isGone && before !== undefined && !all.after.around.has(before.option) ? 'removed' : undefined;
  }
  if (fails(after)) return fails(before) ? undefined : 'invalid';
  if (after.merged.possible.some((maybe) => isOwn(maybe) || before === undefined)) return 'possible';
  if (before === undefined) return all.before.around.has(after.option) ? undefined : 'added';
  const same = sameValue(before, after);
  if (winners.some(isOwn)) {
    if (same === true) return 'same';
    if (oldWinners.length === 0) return 'added';
    return keeps(oldWinners, winners) ? 'extended' : 'overridden';
  }
  if (same === false || !(keeps(oldWinners, winners) && keeps(winners, oldWinners)))
    return same === true ? undefined : 'derived';
  return after.merged.definitions.some(isOwn) ? 'ineffective' : undefined;
}

const isOwn = ({ module }: Definition): boolean => module.scope === 'specialisation';

/** What NixOS sets in every specialisation (no-clone.nix). */
const isFixed = (definition: Definition): boolean => isSystemDefinition(definition) && definition.priority === 0;

function fails(explained: Explained | undefined): boolean {
  const verdict = explained?.verdict.verdict;
  return verdict === 'type-error' || verdict === 'read-only' || verdict === 'conflict';
}

/** The definitions that make the value and stand in some file: not the option's default. */
function writtenWinners(explained: Explained | undefined): readonly Definition[] {
  return explained?.merged.winners.filter((winner) => !isSystemDefinition(winner)) ?? [];
}

/**
 * Whether all of `some` are among `all`; the modules of the base are evaluated anew in a
 * specialisation, so places tell.
 */
function keeps(some: readonly Definition[], all: readonly Definition[]): boolean {
  const left = all.map(placeKey);
  return some.every((definition) => {
    const at = left.indexOf(placeKey(definition));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function placeKey({ module, entry: { origin }, slot, priority }: Definition): string {
  const place =
    origin === undefined ? [module.key, force(slot).kind] : [origin.file, origin.key.start, origin.value.start];
  return JSON.stringify([...place, priority]);
}

/** The option that a path is inside of. */
function around(path: readonly string[], { all }: Options): Explained | undefined {
  return path.map((_, i) => all.get(dotted(path.slice(0, i)))).findLast((found) => found !== undefined);
}

function isWithin(path: readonly string[], outer: readonly string[]): boolean {
  return outer.every((segment, i) => path[i] === segment);
}
