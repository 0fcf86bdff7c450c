// Tells the other thread what is known of the results: the content of each result once.
import type { EntryResult } from '../../service/entry-work';
import type { ResultsState } from '../../service/results-state';
import type { CoreState, PlainResult, Report, TakenState } from './messages';

export class StateTeller {
  private readonly ids = new WeakMap<EntryResult, number>();
  private lastId = 0;
  private sent: ReadonlySet<number> = new Set();

  constructor(private readonly say: (report: Report) => void) {}

  tell(results: ResultsState, work: Pick<CoreState, 'seq' | 'sinceMs' | 'isOver'>): void {
    const { isPlanned, isDone, notes, missing, unanimous } = results;
    const taken = results.taken.map(({ result, isCurrent }): TakenState => {
      if (result === undefined) return { id: undefined, isCurrent };
      const id = this.idOf(result);
      return this.sent.has(id) ? { id, isCurrent } : { id, isCurrent, result: plain(result) };
    });
    this.sent = new Set(taken.flatMap(({ id }) => (id === undefined ? [] : [id])));
    this.say({ type: 'state', ...work, taken, isPlanned, isDone, notes, missing, unanimous });
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
