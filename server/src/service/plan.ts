// Which entry points there are, in the order in which they count, and which of them are to be analysed.
import type { EntryPoint } from '../project/entry-point';
import type { Checked } from '../rules/engine/unanimous';
import type { EntryResult } from './entry-work';
import type { EntryWork } from './evaluated';
import type { EvaluationScope } from './evaluation-scope';

/** Somewhere a system may start. */
export interface Candidate {
  readonly key: string;
  /** The name of the host; null where there is none. */
  readonly host: string | null;
  /** The file it was found by. */
  readonly source: string;
  /** Candidates that were found together do not take files from one another. */
  readonly group: string;
  /**
   * It counts only as long as candidates of other groups before it do not take in its source, and not all of `leadsTo`.
   */
  readonly yields: boolean;
  readonly leadsTo: readonly string[];
  /** It stands in a module of something else than a system. */
  readonly isAspect?: true;
  /**
   * The entry points, evaluated anew: one for a host, several for the machines of a test, none
   * when it is gone or was no system.
   */
  start(): readonly EntryPoint[];
}

/** What is known of a candidate. */
export interface Tracked {
  candidate: Candidate;
  /** The last result; it may be out of date. */
  result: EntryResult | undefined;
  /** The same as it was found, where the texts were those that `scope` has read. */
  found: EntryResult | undefined;
  /** The files whose texts are others by now that say the same. */
  rewritten: ReadonlySet<string>;
  /** What was found, moved along with what was typed since. */
  shown: readonly Checked[];
  /** Whether the result is what a new analysis would give. */
  isCurrent: boolean;
  /** Where the result came from, or the analysis under way. */
  scope: EvaluationScope | undefined;
  work: EntryWork | undefined;
}

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

/** Which of the pending ones to work on: those the file takes part in, then those it looks like, then in order. */
export function mostUrgent(pending: readonly Tracked[], focus: string | undefined): Tracked | undefined {
  if (focus === undefined) return pending[0];
  const rank = ({ result, candidate: { host } }: Tracked): number => {
    if (result?.files.has(focus)) return 0;
    const isNamed = host !== null && (focus.includes(`/${host}/`) || focus.endsWith(`/${host}.nix`));
    return result === undefined && isNamed ? 1 : 2;
  };
  let best: Tracked | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const tracked of pending) {
    const at = rank(tracked);
    if (at < lowest) [best, lowest] = [tracked, at];
  }
  return best;
}
