// Requests that wait for results under way.

import type { CancellationToken } from 'vscode-languageserver';
import type { PartialSnapshot } from '../service/api';
import type { CoreClient } from './core/client';
import type { Schedule } from './core/schedule';

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
  readonly isReady: (partial: PartialSnapshot) => boolean;
  /** The file whose systems are wanted first; undefined when all are. */
  readonly path: string | undefined;
  /** Nothing is worked on sooner, or first, because of it. */
  readonly isCalm: boolean;
  /** An edit is looked at without delay while one waits that will not wait long. */
  readonly isBrief: boolean;
  readonly answer: () => void;
}

/** The longest that a timer can wait. */
export const FOR_EVER = 2 ** 31 - 1;

export class Work {
  private waiting: readonly Waiting[] = [];
  private lastSystems: PartialSnapshot['systems'] | undefined;

  constructor(
    private readonly core: CoreClient,
    readonly patience: Patience,
  ) {
    core.onState((partial, _sinceMs, isOver) => {
      if (partial.isComplete) this.lastSystems = partial.systems;
      this.answer(({ isReady }) => isOver || isReady(partial));
    });
  }

  /** Something changed, in `edited` if given. `now`: nothing is shown yet, so waiting gains nothing. */
  schedule(edited?: string, now = false): void {
    this.core.schedule(this.next(edited, now));
  }

  /** What is to be worked on then, as an order. */
  next(edited: string | undefined, now = false): Schedule {
    const { waiting } = this;
    const wanted = waiting.findLast(({ isCalm }) => !isCalm)?.path;
    return { edited, wanted, now: now || waiting.some(({ isBrief }) => isBrief) };
  }

  /** What is known when the systems of a file are up to date, or when that takes longer than a request should. */
  async settled(path: string, wait: Wait = {}): Promise<PartialSnapshot> {
    return this.waitFor({ path, isReady: (partial) => partial.isSettled(path), isCalm: false }, wait);
  }

  /** The same, for who asks again: before all were known once, one system that the file takes part in is enough. */
  async first(path: string, wait: Wait): Promise<PartialSnapshot> {
    const isOne = ({ systems }: PartialSnapshot): boolean =>
      this.lastSystems === undefined && systems.some(({ files }) => files.includes(path));
    const isReady = (partial: PartialSnapshot): boolean => partial.isSettled(path) || isOne(partial);
    return this.waitFor({ path, isReady, isCalm: false }, wait);
  }

  /** The same for all systems. */
  async complete(wait: Wait = {}): Promise<PartialSnapshot> {
    return this.waitFor({ path: undefined, isReady: ({ isComplete }) => isComplete, isCalm: false }, wait);
  }

  /** The same for what an editor asks after each keystroke, which is worked on as if nobody had asked. */
  async heard(isReady: Waiting['isReady'], wait: Wait): Promise<PartialSnapshot> {
    return this.waitFor({ path: undefined, isReady, isCalm: true }, wait);
  }

  /** Which configurations there are, as of when all of them were known last: edits seldom change that. */
  async systems(wait: Wait = {}): Promise<PartialSnapshot['systems']> {
    return this.lastSystems ?? (await this.complete(wait)).systems;
  }

  dispose(): void {
    this.answer(() => true);
  }

  private async waitFor(
    what: Pick<Waiting, 'path' | 'isReady' | 'isCalm'>,
    { upTo = 'brief', token }: Wait,
  ): Promise<PartialSnapshot> {
    const { core, patience } = this;
    if (what.isReady(core.partial) || token?.isCancellationRequested === true) return core.partial;
    await new Promise<void>((done) => {
      const timer =
        upTo === 'end'
          ? undefined
          : setTimeout(() => this.answer((other) => other === waiting), Math.min(patience[upTo], FOR_EVER));
      const answer = (): void => {
        clearTimeout(timer);
        done();
      };
      const waiting: Waiting = { ...what, isBrief: upTo === 'brief', answer };
      this.waiting = [...this.waiting, waiting];
      token?.onCancellationRequested(() => this.answer((other) => other === waiting));
      if (!what.isCalm) core.schedule({ wanted: what.path, now: true });
    });
    return core.partial;
  }

  private answer(isReady: (waiting: Waiting) => boolean): void {
    if (this.waiting.length === 0) return;
    const ready = this.waiting.filter(isReady);
    this.waiting = this.waiting.filter((waiting) => !ready.includes(waiting));
    for (const { answer } of ready) answer();
  }
}
