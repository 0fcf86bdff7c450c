// What the core works on: questions first, then the results that are out of date. In slices, so that what changes
// meanwhile is heard between two of them.

import type { Logger } from '../../base/logger';
import type { Asked } from '../../service/asked';
import { guarded } from '../guarded';
import type { Answer } from './messages';
import type { Schedule } from './schedule';

/** Long enough for a burst of typing, short enough to feel immediate. */
const TRAILING_MS = 80;
const SLICE_MS = 10;

export interface WorkLoopParts {
  /** Works until a moment (as of performance.now), first on the systems of a file; says whether all is done. */
  advance(until: number, focus: string | undefined): boolean;
  /** Hears how long this stretch of work has taken so far, and whether it ends here. */
  onSlice(sinceMs: number, isOver: boolean): void;
  onAnswer(id: number, answer: Answer): void;
  /** Nothing is left to do. */
  rest(): void;
}

export class WorkLoop {
  /** Ends what it waits for to go on. */
  private cancel = (): void => {};
  private edited: string | undefined;
  private wanted: string | undefined;
  /** When the results are to be worked on; undefined while they are up to date. */
  private dueAt: number | undefined;
  private startedAt: number | undefined;
  private readonly questions = new Map<number, Asked<Answer>>();

  constructor(
    private readonly logger: Logger,
    private readonly parts: WorkLoopParts,
  ) {}

  schedule({ edited, wanted, now }: Schedule): void {
    this.edited = edited ?? this.edited;
    this.wanted = wanted;
    this.dueAt = performance.now() + (now ? 0 : TRAILING_MS);
    this.goOn();
  }

  ask(id: number, question: Asked<Answer>): void {
    this.questions.set(id, question);
    this.goOn();
  }

  drop(id: number): void {
    this.questions.delete(id);
  }

  private goOn(): void {
    this.cancel();
    const dueAt = this.questions.size > 0 ? 0 : this.dueAt;
    if (dueAt === undefined) this.parts.rest();
    else this.cancel = after(dueAt - performance.now(), () => this.slice());
  }

  private slice(): void {
    const start = performance.now();
    const [first] = this.questions;
    if (first !== undefined) this.answer(first, start + SLICE_MS);
    // Not while somebody types: what was asked meanwhile may have been dropped.
    else if (this.dueAt !== undefined && this.dueAt <= start) this.work(start);
    this.goOn();
  }

  private answer([id, question]: readonly [number, Asked<Answer>], until: number): void {
    const found = question.advance(until);
    if (found === undefined) return;
    this.questions.delete(id);
    this.parts.onAnswer(id, found.answer);
  }

  private work(start: number): void {
    const { advance, onSlice } = this.parts;
    this.startedAt ??= start;
    const since = this.startedAt;
    // Work that fails is not tried again before something changes.
    const isOver = guarded(this.logger, 'analysis', true, () => advance(start + SLICE_MS, this.wanted ?? this.edited));
    guarded(this.logger, 'state', undefined, () => onSlice(performance.now() - since, isOver));
    if (!isOver) return;
    this.startedAt = undefined;
    this.dueAt = undefined;
  }
}

/** Calls back at once, but after what has arrived meanwhile was taken in, or after a while. Returns what ends it. */
function after(ms: number, call: () => void): () => void {
  // Where there is nothing better, as in a browser, a timer of nothing lets others in, too.
  if (ms > 0 || typeof setImmediate === 'undefined') {
    const timer = setTimeout(call, Math.max(0, ms));
    return () => clearTimeout(timer);
  }
  const immediate = setImmediate(call);
  return () => clearImmediate(immediate);
}
