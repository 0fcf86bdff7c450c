// Keeps the analysis up to date in slices, so that whatever the editor asks meanwhile is heard between two of them.
import type { CancellationToken } from 'vscode-languageserver/node';
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
  readonly patience: Patience;
}

/**
 * How long a request waits for results that are under way before it is answered with what is known, in milliseconds.
 */
export interface Patience {
  /** Where nobody has asked for it: what is late is not missed, or asked for again. */
  readonly brief: number;
  /** Where the user waits for the answer, or sees the last one meanwhile. */
  readonly long: number;
}

export interface Wait {
  /** 'end': until it is known, where nobody would ask again. */
  readonly upTo?: keyof Patience | 'end';
  /** Ends the wait. */
  readonly token?: CancellationToken | undefined;
}

interface Waiting {
  /** The file whose systems are wanted first; undefined when all are. */
  readonly path: string | undefined;
  readonly until: number;
  /** An edit is looked at without delay while one waits that will not wait long. */
  readonly isBrief: boolean;
  readonly answer: (partial: PartialSnapshot) => void;
}

/**
 * `sinceMs`: how long this stretch of work has taken so far. `isOver`: it ends here, because everything is up
 * to date or because it failed.
 */
export type Listener = (partial: PartialSnapshot, sinceMs: number, isOver: boolean) => void;

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
    this.sliceIn(now || this.waiting.some(({ isBrief }) => isBrief) ? 0 : TRAILING_MS);
  }

  /** What is known when the systems of a file are up to date, or when that takes longer than a request should. */
  async settled(path: string, wait: Wait = {}): Promise<PartialSnapshot> {
    return this.waitFor(path, wait);
  }

  /** The same for all systems. */
  async complete(): Promise<PartialSnapshot> {
    return this.waitFor(undefined, {});
  }

  private async waitFor(path: string | undefined, { upTo = 'brief', token }: Wait): Promise<PartialSnapshot> {
    const { workspace, patience } = this.parts;
    const { partial } = workspace;
    if (isKnown(path, partial) || token?.isCancellationRequested === true) return partial;
    return new Promise((answer) => {
      const until = upTo === 'end' ? Number.POSITIVE_INFINITY : performance.now() + patience[upTo];
      const waiting: Waiting = { path, until, isBrief: upTo === 'brief', answer };
      this.waiting = [...this.waiting, waiting];
      token?.onCancellationRequested(() => this.answer((other) => other === waiting));
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
    for (const listener of this.listeners)
      guarded(logger, 'publish', undefined, () => listener(partial, now - (this.startedAt ?? now), isDone));
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
