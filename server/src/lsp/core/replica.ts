// What the core knows, as this thread has it: its last state, with what has changed since taken into account.

import type { TextEdit } from '../../base/text-edit';
import type { Finding } from '../../rules/engine/finding';
import type { PartialSnapshot } from '../../service/api';
import type { EntryResult } from '../../service/entry-work';
import type { ResultsState } from '../../service/results-state';
import { shiftChecked } from '../../service/shift-findings';
import { CurrentSnapshot } from '../../service/snapshot';
import type { CoreState, PlainFinding, PlainMove, PlainResult } from './messages';

/** A change that the last state may not know of. */
interface Change {
  readonly seq: number;
  /** The document that was opened, edited or closed; undefined when anything may have changed. */
  readonly path: string | undefined;
  /** Undefined: the text is another one. */
  readonly edits: readonly TextEdit[] | undefined;
}

interface Entry {
  readonly result: EntryResult;
  readonly shown: EntryResult['checked'];
}

const EMPTY: ResultsState = {
  taken: [],
  isPlanned: false,
  isDone: false,
  notes: [],
  missing: [],
  unanimous: new Set(),
};

export class Replica {
  private entries: ReadonlyMap<number, Entry> = new Map();
  private state: Omit<CoreState, 'type' | 'sinceMs' | 'isOver'> = { ...EMPTY, taken: [], seq: 0 };
  private changes: readonly Change[] = [];
  /** What all of it says, once somebody has asked. */
  private known: PartialSnapshot | undefined;

  /** The state of the core after an order. */
  take(state: CoreState): void {
    this.known = undefined;
    this.changes = this.changes.filter(({ seq }) => seq > state.seq);
    const entries = new Map<number, Entry>();
    for (const { id, isCurrent, result } of state.taken) {
      const known = id === undefined ? undefined : this.entries.get(id);
      const content = result === undefined ? (isCurrent ? known?.result : undefined) : this.contentOf(result);
      const entry = content === undefined ? known : this.entryOf(content);
      if (id !== undefined && entry !== undefined) entries.set(id, entry);
    }
    this.entries = entries;
    // The content of results is in `entries`.
    this.state = { ...state, taken: state.taken.map(({ id, isCurrent }) => ({ id, isCurrent })) };
  }

  /** Forgets which results the core has sent: a new one has sent none, and until it has nothing is known. */
  renew(): void {
    this.known = undefined;
    this.entries = new Map();
    this.state = { ...this.state, isPlanned: false, isDone: false };
  }

  /** An order that changes something. */
  note(change: Change): void {
    this.known = undefined;
    this.changes = [...this.changes, change];
    this.entries = new Map(
      [...this.entries].map(([id, { result, shown }]) => [id, { result, shown: movedBy(change, shown) }]),
    );
  }

  /** Whether the last state knows of all changes. */
  get isHeard(): boolean {
    return this.changes.length === 0;
  }

  get partial(): PartialSnapshot {
    this.known ??= this.snapshot();
    return this.known;
  }

  private snapshot(): PartialSnapshot {
    const { changes, state } = this;
    const isTouched = ({ files }: EntryResult): boolean =>
      changes.some(({ path }) => path === undefined || files.has(path));
    const taken = state.taken.map(({ id, isCurrent }) => {
      const entry = id === undefined ? undefined : this.entries.get(id);
      if (entry === undefined) return { result: undefined, shown: [], isCurrent };
      return { ...entry, isCurrent: isCurrent && !isTouched(entry.result) };
    });
    const { isHeard } = this;
    return new CurrentSnapshot({
      ...state,
      taken,
      isPlanned: isHeard && state.isPlanned,
      isDone: isHeard && state.isDone,
    });
  }

  /** A result that was made before the changes it does not know of. */
  private entryOf(result: EntryResult): Entry {
    const { checked } = result;
    return {
      result,
      shown: this.changes.reduce<EntryResult['checked']>((shown, change) => movedBy(change, shown), checked),
    };
  }

  private contentOf(sent: PlainResult | PlainMove): EntryResult | undefined {
    if (!('from' in sent))
      return {
        ...sent,
        checked: sent.checked.map((each) => ({ ...each, findings: each.findings.map(unmendable) })),
      };
    const before = this.entries.get(sent.from)?.result;
    return (
      before && {
        ...before,
        checked: before.checked.map((each, at) => ({ ...each, findings: (sent.findings[at] ?? []).map(unmendable) })),
        systems: before.systems.map((each, at) => ({ ...each, specialisations: sent.specialisations[at] ?? [] })),
      }
    );
  }
}

/** Fixes are asked for. */
const unmendable = (finding: PlainFinding): Finding => ({ ...finding, fixes: NO_FIXES });
const NO_FIXES = (): readonly [] => [];

function movedBy({ path, edits }: Change, shown: EntryResult['checked']): EntryResult['checked'] {
  return path === undefined ? shown : shiftChecked(shown, path, edits);
}
