// A net below work that nobody counts, such as walks through trees: once its time is up, it is left by an exception.

/** Work went on past its time. */
export class OutOfTime extends Error {}

/** Steps between two looks at the clock. */
const PORTION = 10_000;

const NEVER = (): boolean => false;
let left = PORTION;
let isOver = NEVER;

/** One step. Throws OutOfTime within `withTimeLimit`. */
export function tick(): void {
  if (--left < 0) look();
}

function look(): void {
  left = PORTION;
  if (isOver()) throw new OutOfTime('takes too much time');
}

/** Runs work that may be left at any tick once `over` says so. */
export function withTimeLimit<T>(over: () => boolean, work: () => T): T {
  const before = isOver;
  isOver = over;
  try {
    return work();
  } finally {
    isOver = before;
  }
}
