// What is known of the results of all entry points.
import type { Note } from './notes';
import type { Tracked } from './tracked';

/** The results of the entry points at one moment: calls and edits later it is another. */
export interface ResultsState {
  /** Entry points that count, as far as known. */
  readonly taken: readonly Pick<Tracked, 'result' | 'shown' | 'isCurrent'>[];
  /** All entry points are known. */
  readonly isPlanned: boolean;
  /** And all their results are current. */
  readonly isDone: boolean;
  /** About where they are defined, and what came with the program. */
  readonly notes: readonly Note[];
  /** Data files that should have come with the program. */
  readonly missing: readonly string[];
  /** Rules that hold only where all configurations that share a text agree. */
  readonly unanimous: ReadonlySet<string>;
}
