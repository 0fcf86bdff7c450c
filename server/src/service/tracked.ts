// Where systems may start, and what is known of each.
import type { EntryPoint } from '../project/entry-point';
import type { Checked } from '../rules/engine/unanimous';
import type { EntryResult } from './entry-work';
import type { EntryWork } from './evaluated';
import type { EvaluationScope } from './evaluation-scope';

/** What a system is called in the file that defines it. */
export type Named = Pick<EntryPoint, 'kind' | 'host'>;

/** What a system is found by, in any thread. Plain data. */
export interface Made extends Named {
  readonly source: string;
  /** What the file is. A flake, too: `packages`, where it is among those, `tests`: a machine of its tests. */
  readonly by: 'flake' | 'packages' | 'tests' | 'host-set';
}

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
  /** What it is among what a file defines; undefined where it is something else. */
  readonly made?: Made;
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
  /** The same where the result has it. */
  placed: EntryResult | undefined;
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

export const NO_FILES: ReadonlySet<string> = new Set();

/** Nothing is known of it yet. */
export const unknownOf = (candidate: Candidate): Tracked => ({
  candidate,
  result: undefined,
  found: undefined,
  placed: undefined,
  rewritten: NO_FILES,
  shown: [],
  isCurrent: false,
  scope: undefined,
  work: undefined,
});

/** What is known of it is to be found out again. */
export function renew(tracked: Tracked): void {
  tracked.found = undefined;
  tracked.rewritten = NO_FILES;
  tracked.isCurrent = false;
  tracked.scope = undefined;
  tracked.work = undefined;
}
