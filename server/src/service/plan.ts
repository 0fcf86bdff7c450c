// Which entry points there are, in the order in which they count, and which of them are to be analysed.
import type { Tracked } from './tracked';

export interface Standings {
  /** Candidates that count, as far as can be told. */
  readonly taken: readonly Tracked[];
  /** Those among them that have no current result. */
  readonly pending: readonly Tracked[];
}

/**
 * Goes through the candidates in order. Results that are out of date still say which files they take in, until they are
 * replaced; where there has never been one, later files cannot be judged. Files in `foreign` never count.
 */
export function standings(all: readonly Tracked[], foreign: readonly string[]): Standings {
  const others = new Set(foreign);
  const covered = new Map<string, string>();
  const isCovered = (file: string, group: string): boolean => covered.has(file) && covered.get(file) !== group;
  const taken: Tracked[] = [];
  const pending: Tracked[] = [];
  let isOpen = false;
  for (const tracked of all) {
    const { source, group, yields, leadsTo, isAspect } = tracked.candidate;
    const isOther = (file: string): boolean => isAspect !== true && others.has(file);
    const isTaken =
      isOther(source) ||
      isCovered(source, group) ||
      (leadsTo.length > 0 && leadsTo.every((file) => isOther(file) || isCovered(file, group)));
    if (yields && (isOpen || isTaken)) continue;
    taken.push(tracked);
    if (!tracked.isCurrent) pending.push(tracked);
    if (tracked.result === undefined) isOpen = true;
    else for (const file of tracked.result.files) if (!covered.has(file)) covered.set(file, group);
  }
  return { taken, pending };
}

/**
 * The file in hand and behind it, nearest first, what may lead to it: that tells which systems it takes part in as long
 * as some have not been evaluated.
 */
export function inHandBy(
  focus: string | undefined,
  pending: readonly Tracked[],
  files: { mayLeadTo(file: string): readonly string[] },
): readonly string[] {
  if (focus === undefined) return [];
  return pending.some(({ result }) => result === undefined) ? [focus, ...files.mayLeadTo(focus)] : [focus];
}

/**
 * Which of the pending ones to work on: those that a file takes part in, then those whose name is part of its path, or
 * of the path of a file that leads to it, then in order.
 * @param focus see `inHandBy`.
 */
export function mostUrgent(pending: readonly Tracked[], focus: readonly string[]): Tracked | undefined {
  const rank = rankBy(focus);
  let best: Tracked | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const tracked of pending) {
    const at = rank(tracked);
    if (at < lowest) [best, lowest] = [tracked, at];
  }
  return best;
}

/** The other end of the same order. */
export function leastUrgent(pending: readonly Tracked[], focus: readonly string[]): Tracked | undefined {
  const ranks = pending.map(rankBy(focus));
  return pending[ranks.lastIndexOf(Math.max(...ranks))];
}

function rankBy(focus: readonly string[]): (tracked: Tracked) => number {
  const [file] = focus;
  if (file === undefined) return () => 0;
  return ({ result, candidate: { host } }) => {
    if (result?.files.has(file)) return 0;
    const named = result === undefined && host !== null ? focus.findIndex((path) => isOf(path, host)) : -1;
    return named < 0 ? focus.length + 1 : 1 + named;
  };
}

const isOf = (path: string, host: string): boolean => path.includes(`/${host}/`) || path.endsWith(`/${host}.nix`);
