// From the results of entry points to what others see of them: everything, or what is up to date.

import type { SystemSummary } from '../analysis/reports/summary';
import type { Finding } from '../rules/engine/finding';
import { agreed, type Checked } from '../rules/engine/unanimous';
import type { PartialSnapshot, Snapshot } from './api';
import { distinctNotes, type Note } from './notes';
import type { ResultsState } from './results-state';

/** Of entry points that are all up to date. */
export function snapshotOf({ taken, notes, unanimous }: ResultsState): Snapshot {
  const results = taken.map(({ result }) => result).filter((result) => result !== undefined);
  const checked = results.flatMap((result) => result.checked);
  return {
    systems: results.flatMap(({ systems }) => systems),
    findings: distinct(agreed(checked, checked, unanimous)),
    notes: notesOf(taken, notes),
  };
}

/** Computed as far as somebody asks: between two slices of work, only little is. */
export class CurrentSnapshot implements PartialSnapshot {
  private known: readonly Finding[] | undefined;
  private displayed: readonly Finding[] | undefined;

  constructor(private readonly state: ResultsState) {}

  get missing(): readonly string[] {
    return this.state.missing;
  }

  get notes(): readonly Note[] {
    return notesOf(this.current, this.state.notes);
  }

  get isComplete(): boolean {
    return this.state.isDone;
  }

  get systems(): readonly SystemSummary[] {
    return this.current.flatMap(({ result }) => result?.systems ?? []);
  }

  get findings(): readonly Finding[] {
    this.known ??= distinct(this.agreed(this.current.flatMap(({ result }) => result?.checked ?? [])));
    return this.known;
  }

  get shown(): readonly Finding[] {
    this.displayed ??= distinct(this.agreed(this.state.taken.flatMap(({ shown }) => shown)));
    return this.displayed;
  }

  isSettled(file: string): boolean {
    const { isPlanned, taken } = this.state;
    return (
      isPlanned &&
      taken.every(({ isCurrent, result }) => isCurrent || (result !== undefined && !result.files.has(file)))
    );
  }

  isRead(file: string): boolean {
    return this.state.taken.some(
      ({ result }) => result !== undefined && result.systems.length > 0 && result.files.has(file),
    );
  }

  private get current(): ResultsState['taken'] {
    return this.state.taken.filter(({ isCurrent }) => isCurrent);
  }

  /** Whom the others agree with, what they last said counts; as long as one has never spoken, nobody knows. */
  private agreed(own: readonly Checked[]): readonly Finding[] {
    const { taken, unanimous } = this.state;
    const hasAll = taken.every(({ result }) => result !== undefined);
    const all = hasAll
      ? taken.flatMap(({ isCurrent, result, shown }) => (isCurrent ? (result?.checked ?? []) : shown))
      : undefined;
    return agreed(own, all, unanimous);
  }
}

const notesOf = (taken: ResultsState['taken'], more: readonly Note[]): readonly Note[] =>
  distinctNotes([...more, ...taken.flatMap(({ result }) => result?.notes ?? [])]);

/** In order, and once where several hosts share the place; of equal findings the most certain stays. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const rank = { error: 0, warning: 2, information: 4, hint: 6 };
  const weight = ({ severity, isOtherSide }: Finding): number => rank[severity] + (isOtherSide ? 1 : 0);
  const kept = new Map<string, Finding>();
  for (const finding of findings) {
    const key = [finding.file, finding.start, finding.end, finding.code, finding.option].join('\n');
    const known = kept.get(key);
    if (known === undefined || weight(finding) < weight(known)) kept.set(key, finding);
  }
  return [...kept.values()].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start || a.end - b.end,
  );
}
