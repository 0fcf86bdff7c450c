// How deep programs may be on a stack whose size nobody says: a worker of a browser has a megabyte, or half of one.
import { type Budget, LARGE_STACK } from './budget';

/**
 * In a worker of Chromium 6,358 calls of a function without anything fit. Of fifteen shapes of programs the one that
 * takes most overflows at 604 levels: some 10 calls each. Half as much again is for what stands around an evaluation.
 */
const CALLS_PER_LEVEL = 16;

/** What the work on one thing may cost on the stack that there is. */
export function ofThisStack(): Budget {
  return { ...LARGE_STACK, depth: Math.min(Math.floor(callsThatFit() / CALLS_PER_LEVEL), LARGE_STACK.depth) };
}

/** Tried out; a moment's work. */
function callsThatFit(): number {
  let count = 0;
  const call = (): void => {
    count++;
    call();
  };
  try {
    call();
  } catch {
    // That was the end of it.
  }
  return count;
}
