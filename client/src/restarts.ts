// Starting the server again: when somebody wants that, and when it has ended by itself. Then after a pause, longer each
// time; one that goes on ending stays stopped.
import type { CloseAction, ErrorAction, ErrorHandler } from 'vscode-languageclient';

/** What is used of the library. */
export interface Actions {
  readonly CloseAction: { readonly DoNotRestart: CloseAction };
  readonly ErrorAction: { readonly Continue: ErrorAction };
}

export interface RestartParts {
  /** Stops the server, if it runs, and starts it. */
  readonly restart: () => Promise<void>;
  /** Says that it stays stopped; true: the user wants it to start. */
  readonly askToStart: () => Promise<boolean>;
}

/** Before it starts again for the first time, the second time, and so on, in milliseconds. */
const PAUSES_MS = [0, 1000, 4000, 10_000];
/** What is longer ago does not count. */
const REMEMBERED_MS = 180_000;

export class Restarts {
  /** When it ended by itself. */
  private ends: readonly number[] = [];
  private underWay: Promise<void> | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: RestartParts) {}

  /** While one restart is under way, further calls join it. */
  now(): Promise<void> {
    this.ends = [];
    return this.again();
  }

  /** What the client does about a server that has ended: nothing, as this does. */
  handler({ CloseAction, ErrorAction }: Actions): ErrorHandler {
    return {
      // Where the connection is lost, it is closed, too.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        void this.ended();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    };
  }

  dispose(): void {
    clearTimeout(this.waiting);
  }

  private again(): Promise<void> {
    clearTimeout(this.waiting);
    this.underWay ??= this.parts.restart().finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }

  private async ended(): Promise<void> {
    const now = Date.now();
    this.ends = [...this.ends.filter((end) => now - end < REMEMBERED_MS), now];
    const pause = PAUSES_MS[this.ends.length - 1];
    // One that ends while it starts is told of by `closed` again.
    if (pause !== undefined) this.waiting = setTimeout(() => void this.again().catch(() => undefined), pause);
    else if (await this.parts.askToStart()) await this.now();
  }
}
