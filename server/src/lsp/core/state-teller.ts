// Tells the other thread what is known of the results: the content of each result once, and what it knows already only
// now and then.
import type { EntryResult } from '../../service/entry-work';
import type { ResultsState } from '../../service/results-state';
import type { CoreState, PlainResult, Report, TakenState } from './messages';

/** Often enough for what is shown of work that takes long. */
const REPEATED_AFTER_MS = 100;

export class StateTeller {
  private readonly ids = new WeakMap<EntryResult, number>();
  private lastId = 0;
  private sent: ReadonlySet<number> = new Set();
  /** What was told last, without its content, and when. */
  private told: readonly [key: string, at: number] = ['', Number.NEGATIVE_INFINITY];

  constructor(private readonly say: (report: Report) => void) {}

  tell(results: ResultsState, work: Pick<CoreState, 'seq' | 'sinceMs' | 'isOver'>): void {
    const { isPlanned, isDone, notes, missing, unanimous } = results;
    if (!work.isOver && this.isTold(results, work.seq)) return;
    const taken = results.taken.map(({ result, isCurrent }): TakenState => {
      if (result === undefined) return { id: undefined, isCurrent };
      const id = this.idOf(result);
      return this.sent.has(id) ? { id, isCurrent } : { id, isCurrent, result: plain(result) };
    });
    this.sent = new Set(taken.flatMap(({ id }) => (id === undefined ? [] : [id])));
    this.say({ type: 'state', ...work, taken, isPlanned, isDone, notes, missing, unanimous });
  }

  /** Whether that was said before, a moment ago. */
  private isTold({ taken, isPlanned, notes }: ResultsState, seq: number): boolean {
    const each = taken.map(({ result, isCurrent }) => `${result && this.idOf(result)} ${isCurrent}`);
    const key = [seq, isPlanned, notes.length, ...each].join();
    const [before, at] = this.told;
    const now = performance.now();
    if (key === before && now - at < REPEATED_AFTER_MS) return true;
    this.told = [key, now];
    return false;
  }

  private idOf(result: EntryResult): number {
    const known = this.ids.get(result);
    if (known !== undefined) return known;
    this.lastId++;
    this.ids.set(result, this.lastId);
    return this.lastId;
  }
}

function plain(result: EntryResult): PlainResult {
  const checked = result.checked.map((each) => ({
    ...each,
    findings: each.findings.map(({ fixes: _, ...finding }) => finding),
  }));
  return { ...result, checked };
}
