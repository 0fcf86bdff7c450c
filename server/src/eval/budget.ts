// How much one request may cost. The evaluator is synchronous, so one meter is enough; `withBudget` opens and closes it.
import type { Code } from './code';
import { type UnknownValue, unknown, type Value } from './values';

/** That something was given up, and why. `detail` is in words. */
export interface Stopped {
  readonly code: 'fuel' | 'depth' | 'size' | 'time' | 'memory';
  readonly detail: string;
}

export interface Budget {
  /** Forcings, calls and elements produced. */
  readonly fuel: number;
  /** Nested forcings and calls; Nix itself stops at 10,000 calls. The JS stack must be large enough for it. */
  readonly depth: number;
}

/** Fits Node's default stack of about 1 MB; run with a larger stack to allow more depth. */
export const SMALL_STACK: Budget = { fuel: 20_000_000, depth: 600 };
/** For a thread with 256 MB of stack (service/worker.ts). A system takes some 100,000 units; the limit is a second or two. */
export const LARGE_STACK: Budget = { fuel: 10_000_000, depth: 30_000 };

/** Longest string, list or set the evaluator builds. */
export const SIZE_LIMIT = 4_000_000;

export const meter = {
  fuel: SMALL_STACK.fuel,
  depth: 0,
  /** How often an outcome that fails was left out because a system that evaluates does not have it: `tryEval` may catch it all the same. */
  leftOut: 0,
  depthLimit: SMALL_STACK.depth,
  /** Thunks left half-forced by an aborted request carry an older epoch and may be forced again. */
  epoch: 1,
  /** What was given up first since somebody asked. */
  stopped: undefined as Stopped | undefined,
};

/** Whether a value is not known because evaluation was given up: what waits for it may never come. */
export const isExhausted = (value: Value): boolean => value.kind === 'unknown' && EXHAUSTED.has(value.code);
const EXHAUSTED: ReadonlySet<string> = new Set<Stopped['code']>(['fuel', 'depth', 'size', 'time', 'memory']);

/** The unknown for what is given up. */
export function giveUp(code: Stopped['code'], detail: string, site?: Code): UnknownValue {
  meter.stopped ??= { code, detail };
  return unknown(code, detail, site);
}

/** What `work` gives, and what was given up first while it ran: its result may then lack something. May be nested. */
export function stoppedIn<T>(work: () => T): { readonly result: T; readonly stopped: Stopped | undefined } {
  const before = meter.stopped;
  meter.stopped = undefined;
  const result = work();
  const { stopped } = meter;
  meter.stopped = before ?? stopped;
  return { result, stopped };
}

/** Runs `work` with a full meter. A stack that overflows all the same (it should not) becomes an unknown. */
export function withBudget<T>(budget: Budget, work: () => T, onOverflow: (why: UnknownValue) => T): T {
  const { fuel, depth, depthLimit } = meter;
  meter.fuel = budget.fuel;
  meter.depth = 0;
  meter.depthLimit = budget.depth;
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    meter.epoch++;
    return onOverflow(tooDeep());
  } finally {
    meter.fuel = fuel;
    meter.depth = depth;
    meter.depthLimit = depthLimit;
  }
}

/** Pays for `amount` elements; the unknown to return when the budget is spent. */
export function spend(amount: number): UnknownValue | undefined {
  meter.fuel -= amount;
  return meter.fuel < 0 ? outOfFuel() : undefined;
}

/** Pays for a string of so many characters; the unknown to return when it is too long or the budget is spent. Short ones are free. */
export function spendText(length: number): UnknownValue | undefined {
  if (length < 128) return undefined;
  return length > SIZE_LIMIT ? tooLarge('a string') : spend(length >> 7);
}

export const outOfFuel = (site?: Code): UnknownValue => giveUp('fuel', 'evaluation takes too long', site);
export const tooDeep = (site?: Code): UnknownValue => giveUp('depth', 'nested too deeply', site);
export const tooLarge = (what: string): UnknownValue => giveUp('size', `${what} is too large`);
