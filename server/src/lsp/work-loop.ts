// Keeps the analysis up to date in slices, so that whatever the editor asks meanwhile is heard between two of them.
import type { Logger } from '../base/logger';
import type { PartialSnapshot, WorkspaceApi } from '../service/api';
import { guarded } from './guard';

/** Long enough for a burst of typing, short enough to feel immediate. */
const TRAILING_MS = 80;
const SLICE_MS = 10;
/** Between two slices; what has arrived meanwhile is answered first. */
const BREATH_MS = 1;

export interface WorkLoopParts {
  readonly logger: Logger;
  readonly workspace: WorkspaceApi;
  /** How long a request waits for results that are under way before it is answered with what is known. */
  readonly patienceMs: number;
}

interface Waiting {
  /** The file whose systems are wanted first; undefined when all are. */
  readonly path: string | undefined;
  readonly until: number;
  readonly answer: (partial: PartialSnapshot) => void;
}

/** `isDone`: everything is up to date. `sinceMs`: how long this stretch of work has taken so far. */
export type Listener = (partial: PartialSnapshot, sinceMs: number) => void;

export class WorkLoop {
  private timer: NodeJS.Timeout | undefined;
  private waiting: readonly Waiting[] = [];
  private focus: string | undefined;
  private startedAt: number | undefined;
  private readonly listeners: Listener[] = [];

  constructor(private readonly parts: WorkLoopParts) {}

  /** Calls back after each slice. */
  onSlice(listener: Listener): void {
    this.listeners.push(listener);
  }

  /** Something changed, in `focus` if given. `now`: nothing is shown yet, so waiting gains nothing. */
  schedule(focus?: string, now = false): void {
    if (focus !== undefined) this.focus = focus;
    this.sliceIn(now || this.waiting.length > 0 ? 0 : TRAILING_MS);
  }

  /** What is known when the systems of a file are up to date, or when that takes longer than a request should. */
  async settled(path: string): Promise<PartialSnapshot> {
    return this.waitFor(path);
  }

  /** The same for all systems. */
  async complete(): Promise<PartialSnapshot> {
    return this.waitFor(undefined);
  }

  private async waitFor(path: string | undefined): Promise<PartialSnapshot> {
    const { workspace, patienceMs } = this.parts;
    const { partial } = workspace;
    if (isKnown(path, partial)) return partial;
    return new Promise((answer) => {
      this.waiting = [...this.waiting, { path, until: performance.now() + patienceMs, answer }];
      this.sliceIn(0);
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.answer(() => true);
  }

  private sliceIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.slice(), ms);
  }

  private slice(): void {
    const { logger, workspace } = this.parts;
    const start = performance.now();
    this.startedAt ??= start;
    const focus = this.waiting.at(-1)?.path ?? this.focus;
    // Work that fails is not tried again before something changes.
    const isDone = guarded(logger, 'analysis', true, () => workspace.advance(start + SLICE_MS, focus));
    const now = performance.now();
    this.answer(({ path, until }, partial) => isDone || until <= now || isKnown(path, partial));
    const { partial } = workspace;
    for (const listener of this.listeners) guarded(logger, 'publish', undefined, () => listener(partial, now - (this.startedAt ?? now)));
    if (isDone) this.startedAt = undefined;
    else this.sliceIn(BREATH_MS);
  }

  private answer(isReady: (waiting: Waiting, partial: PartialSnapshot) => boolean): void {
    if (this.waiting.length === 0) return;
    const { partial } = this.parts.workspace;
    const ready = this.waiting.filter((waiting) => isReady(waiting, partial));
    this.waiting = this.waiting.filter((waiting) => !ready.includes(waiting));
    for (const { answer } of ready) answer(partial);
  }
}

const isKnown = (path: string | undefined, partial: PartialSnapshot): boolean =>
  path === undefined ? partial.isComplete : partial.isSettled(path);
