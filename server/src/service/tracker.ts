// Keeps the results of all entry points up to date with as little work as possible: what asked for nothing that changed stays as it is.
import { memo } from '../base/memo';
import type { TextEdit } from '../base/text-edit';
import type { Interpreter } from '../eval/interpreter';
import type { EntryPoint } from '../project/entry-point';
import type { Answers } from '../project/recorder';
import type { Fix } from '../rules/finding';
import { type CandidateParts, Candidates } from './candidates';
import type { EntryResult } from './entry-work';
import { withLateFixes } from './late-fixes';
import { movedFindings } from './moved';
import { mostUrgent, standings, type Tracked } from './plan';
import { Sitting } from './sitting';

export interface TrackerParts extends CandidateParts {
  readonly interpreter: Interpreter;
  work(name: string, start: () => readonly EntryPoint[], sitting: Sitting): Generator<undefined, EntryResult>;
}

export interface TrackerState {
  /** Entry points that count, as far as known. */
  readonly taken: readonly Tracked[];
  /** All entry points are known. */
  readonly isPlanned: boolean;
  /** And all their results are current. */
  readonly isDone: boolean;
}

export class Tracker {
  private readonly candidates: Candidates;
  private tracked = new Map<string, Tracked>();
  /** All candidates in order; undefined when they have to be put together anew. */
  private plan: readonly Tracked[] | undefined;
  private touched = new Set<string>();
  private isDiskChanged = false;

  constructor(private readonly parts: TrackerParts) {
    this.candidates = new Candidates(parts, () => this.newSitting());
  }

  /** A document was opened, edited or closed. */
  touch(path: string): void {
    this.touched.add(path);
  }

  /** What is shown until it is replaced moves with the text. Undefined edits: the text was replaced. */
  move(path: string, edits: readonly TextEdit[] | undefined): void {
    for (const tracked of this.tracked.values())
      tracked.shown = tracked.shown.map((checked) => ({ ...checked, findings: movedFindings(checked.findings, path, edits) }));
  }

  /** Files changed on disk, or other files count. */
  touchDisk(): void {
    this.isDiskChanged = true;
  }

  /** The rules are to have their say again. */
  checkAgain(): void {
    for (const tracked of this.tracked.values()) {
      tracked.isCurrent = false;
      tracked.sitting = undefined;
      tracked.work = undefined;
    }
  }

  /** Works on what is out of date until all is done or `until` has passed; what `focus` takes part in first. Returns whether all is done. */
  advance(until: number, focus: string | undefined): boolean {
    this.revalidate();
    const isNew = this.plan === undefined;
    const plan = this.planned(until);
    if (plan === undefined) return false;
    const { foreign } = this.candidates;
    // Finding out may have taken all the time there was.
    if (isNew && performance.now() > until) return standings(plan, foreign).pending.length === 0;
    for (;;) {
      const next = mostUrgent(standings(plan, foreign).pending, focus);
      if (next === undefined) return true;
      this.step(next);
      if (performance.now() > until) return standings(plan, foreign).pending.length === 0;
    }
  }

  get state(): TrackerState {
    this.revalidate();
    const { taken, pending } = standings(this.plan ?? [...this.tracked.values()], this.candidates.foreign);
    return { taken, isDone: this.plan !== undefined && pending.length === 0, isPlanned: this.plan !== undefined };
  }

  newSitting(): Sitting {
    return new Sitting(this.parts.interpreter, this.parts.recorder);
  }

  private step(tracked: Tracked): void {
    tracked.sitting ??= this.newSitting();
    tracked.work ??= this.parts.work(tracked.candidate.key, tracked.candidate.start, tracked.sitting);
    const { done, value } = tracked.work.next();
    if (done !== true) return;
    tracked.sitting.end();
    tracked.work = undefined;
    const fixes = memo(() => this.fixesOf(tracked, result));
    const result: EntryResult = {
      ...value,
      checked: value.checked.map((checked, index) => ({
        ...checked,
        findings: withLateFixes(checked.findings, () => fixes()[index] ?? []),
      })),
    };
    tracked.result = result;
    tracked.shown = result.checked;
    tracked.isCurrent = true;
  }

  /** The fixes of all findings of a result, in order; none when it is no longer current. */
  private fixesOf(tracked: Tracked, result: EntryResult): readonly (readonly (readonly Fix[])[])[] {
    this.revalidate();
    if (tracked.result !== result || !tracked.isCurrent) return [];
    const sitting = this.newSitting();
    const work = this.parts.work(tracked.candidate.key, tracked.candidate.start, sitting);
    for (;;) {
      const { done, value } = work.next();
      if (done === true) return sitting.run(() => value.checked.map(({ findings }) => findings.map(({ fixes }) => fixes())));
    }
  }

  /** Finds out what the changes since the last time mean. */
  private revalidate(): void {
    const { touched, isDiskChanged, parts } = this;
    if (!isDiskChanged && touched.size === 0) return;
    this.touched = new Set();
    this.isDiskChanged = false;
    const holds = (answers: Answers): boolean => (isDiskChanged ? answers.hold(parts.sources) : answers.holdFor(touched, parts.sources));
    this.candidates.revalidate(holds, isDiskChanged ? undefined : touched);
    for (const tracked of this.tracked.values()) {
      if (tracked.sitting === undefined || holds(tracked.sitting.answers)) continue;
      tracked.isCurrent = false;
      tracked.sitting = undefined;
      tracked.work = undefined;
    }
    this.plan = undefined;
  }

  private planned(until: number): readonly Tracked[] | undefined {
    if (this.plan !== undefined) return this.plan;
    const candidates = this.candidates.find(until);
    if (candidates === undefined) return undefined;
    const tracked = new Map<string, Tracked>();
    for (const candidate of candidates) {
      const known = this.tracked.get(candidate.key);
      // What it counts as may have changed without its own files.
      if (known !== undefined) known.candidate = candidate;
      tracked.set(
        candidate.key,
        known ?? { candidate, result: undefined, shown: [], isCurrent: false, sitting: undefined, work: undefined },
      );
    }
    this.tracked = tracked;
    this.plan = [...tracked.values()];
    return this.plan;
  }
}
