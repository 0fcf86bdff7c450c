// How often a thread is replaced: one that ends again and again is not started for ever.

const MOST = 5;
const WITHIN_MS = 10 * 60_000;

export class Restarts {
  private times: readonly number[] = [];

  get isNone(): boolean {
    return this.times.length === 0;
  }

  /** Counts one more; whether it is to be. */
  mayBeAnother(): boolean {
    const now = performance.now();
    this.times = [...this.times.filter((at) => at > now - WITHIN_MS), now];
    return this.times.length <= MOST;
  }
}
