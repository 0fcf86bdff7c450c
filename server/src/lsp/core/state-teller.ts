// Tells the other thread what is known of the results: the content of each result once, of one that only stands
// elsewhere by now where that is, and what it knows already only now and then.
import type { EntryResult } from '../../service/entry-work';
import type { ResultsState } from '../../service/results-state';
import type { CoreState, PlainFinding, PlainMove, PlainResult, Report, TakenState } from './messages';

/** Often enough for what is shown of work that takes long. */
const REPEATED_AFTER_MS = 100;

export class StateTeller {
  private readonly ids = new WeakMap<EntryResult, number>();
  private lastId = 0;
  private sent: ReadonlyMap<number, EntryResult> = new Map();
  /** What was told last, without its content, and when. */
  private told: readonly [key: string, at: number] = ['', Number.NEGATIVE_INFINITY];

  constructor(private readonly say: (report: Report) => void) {}

  tell(results: ResultsState, work: Pick<CoreState, 'seq' | 'sinceMs' | 'isOver'>): void {
    const { isPlanned, isDone, notes, missing, unanimous } = results;
    if (!work.isOver && this.isTold(results, work.seq)) return;
    const byFiles = new Map([...this.sent].map(([id, result]) => [result.files, { id, result }]));
    const sent = new Map<number, EntryResult>();
    const taken = results.taken.map(({ result, isCurrent }): TakenState => {
      if (result === undefined) return { id: undefined, isCurrent };
      const id = this.idOf(result);
      sent.set(id, result);
      if (this.sent.has(id)) return { id, isCurrent };
      const before = byFiles.get(result.files);
      const isMoved = before !== undefined && isSameElsewhere(before.result, result);
      return { id, isCurrent, result: isMoved ? move(before.id, result) : plain(result) };
    });
    this.sent = sent;
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

/** Nothing but places differs where the lists of files, the larger part, are the very same ones. */
const isSameElsewhere = (a: EntryResult, b: EntryResult): boolean =>
  a.notes === b.notes && isEach(a.systems, b.systems) && isEach(a.checked, b.checked);

const isEach = (a: readonly { readonly files: unknown }[], b: readonly { readonly files: unknown }[]): boolean =>
  a.length === b.length && a.every(({ files }, index) => files === b[index]?.files);

const withoutFixes = ({ findings }: EntryResult['checked'][number]): readonly PlainFinding[] =>
  findings.map(({ fixes: _, ...finding }) => finding);

const move = (from: number, { checked, systems }: EntryResult): PlainMove => ({
  from,
  findings: checked.map(withoutFixes),
  specialisations: systems.map(({ specialisations }) => specialisations),
});

const plain = (result: EntryResult): PlainResult => ({
  ...result,
  checked: result.checked.map((each) => ({ ...each, findings: withoutFixes(each) })),
});
