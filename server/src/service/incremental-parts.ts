// What keeps results up to date works with, and what is known at one moment.
import type { SyntaxTree } from '../syntax/ast';
import type { CandidateParts } from './candidates';
import type { Help } from './helping';
import type { KeptResults } from './kept-results';
import type { LiveAnalyses } from './live-analyses';
import type { ResultsState } from './results-state';
import type { Tracked } from './tracked';

export interface IncrementalParts extends CandidateParts {
  readonly live: LiveAnalyses;
  /** Whether all fixes are wanted: made at once they need no second evaluation. */
  readonly makesFixes?: boolean | undefined;
  /** What was found in an earlier session. */
  readonly kept?: KeptResults | undefined;
  /** Another thread evaluates hosts, too. */
  readonly help?: Help | undefined;
  parse(text: string): SyntaxTree;
}

export interface IncrementalState extends Omit<ResultsState, 'missing' | 'unanimous'> {
  readonly taken: readonly Tracked[];
}
