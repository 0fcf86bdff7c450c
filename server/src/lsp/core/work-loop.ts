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
/** Between two slices; what has arrived meanwhile is taken in first. */
const BREATH_MS = 1;

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
  private timer: NodeJS.Timeout | undefined;
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
    this.goOn(0);
  }

  ask(id: number, question: Asked<Answer>): void {
    this.questions.set(id, question);
    this.goOn(0);
  }

  drop(id: number): void {
    this.questions.delete(id);
  }

  private goOn(atLeastMs: number): void {
    clearTimeout(this.timer);
    const dueAt = this.questions.size > 0 ? 0 : this.dueAt;
    if (dueAt === undefined) this.parts.rest();
    else this.timer = setTimeout(() => this.slice(), Math.max(atLeastMs, dueAt - performance.now()));
  }

  private slice(): void {
    const start = performance.now();
    const [first] = this.questions;
    if (first !== undefined) this.answer(first, start + SLICE_MS);
    // Not while somebody types: what was asked meanwhile may have been dropped.
    else if (this.dueAt !== undefined && this.dueAt <= start) this.work(start);
    this.goOn(BREATH_MS);
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
