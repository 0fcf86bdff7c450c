// How much evaluation may cost. The evaluator is synchronous, so one meter is enough: `withBudget` fills it for the
// work on one thing, `inShare` keeps one question of that work from eating what the others need. Verdicts follow from
// what is counted; the clock is there for what is not.

import { meter, type Stopped } from './meter';
import type { Site } from './site';
import { type UnknownValue, unknown, type Value } from './values';

export { meter, type Stopped };

export interface Budget {
  /** Forcings, calls and elements looked at or produced. */
  readonly fuel: number;
  /** Nested forcings and calls; Nix itself stops at 10,000 calls. The JS stack must be large enough for it. */
  readonly depth: number;
  /** What lists, sets and texts may take, all that were ever made taken together. */
  readonly bytes?: number;
  /** The safety net, well above what fuel and bytes take. */
  readonly milliseconds?: number;
  readonly clock?: () => number;
}

/** Fits Node's default stack of about 1 MB; run with a larger stack to allow more depth. */
export const SMALL_STACK: Budget = { fuel: 10_000_000, depth: 600, bytes: 400_000_000, milliseconds: 30_000 };
/**
 * For a thread with 256 MB of stack (service/worker.ts). A system takes some 100,000 units; the
 * limit is two or three seconds.
 */
export const LARGE_STACK: Budget = { fuel: 10_000_000, depth: 30_000, bytes: 300_000_000, milliseconds: 6_000 };
/** As `LARGE_STACK`, for a single expression. */
export const ONE_EXPRESSION: Budget = { ...LARGE_STACK, fuel: 5_000_000, bytes: 200_000_000 };

/** Longest string, list or set the evaluator builds. */
export const SIZE_LIMIT = 4_000_000;

/** Units between two looks at the clock: a millisecond of work, but much more on a deep stack. */
const PORTION = 2_000;
/** What each leaves behind in memory, roughly. */
const UNIT_BYTES = 48;
/**
 * One question gets this part of what is left; at least so much, which is enough for a whole
 * system, as long as there is so much.
 */
const SHARE = 1 / 8;
const LEAST_FUEL = 250_000;
const LEAST_BYTES = 25_000_000;

/** Whether a value is not known because evaluation was given up: what waits for it may never come. */
export const isExhausted = (value: Value): boolean => value.kind === 'unknown' && EXHAUSTED.has(value.code);
const EXHAUSTED: ReadonlySet<string> = new Set<Stopped['code']>(['fuel', 'depth', 'size', 'time', 'memory']);

export const TIME_UP: Stopped = { code: 'time', detail: 'evaluation takes too much time' };

/** Whether the work under way has had its time. */
export const isTimeUp = (): boolean => meter.clock() > meter.deadline;

/** The unknown for what is given up. */
export function giveUp(code: Stopped['code'], detail: string, site?: Site): UnknownValue {
  meter.stopped ??= { code, detail };
  return unknown(code, detail, site);
}

/**
 * What is left of a budget that pieces of work take from one after the other, and what was
 * given up first in any of them: what they found may then lack something.
 */
export class Allowance {
  fuel: number;
  bytes: number;
  milliseconds: number;
  stopped: Stopped | undefined;

  constructor(readonly budget: Budget) {
    this.fuel = budget.fuel;
    this.bytes = budget.bytes ?? Number.MAX_SAFE_INTEGER;
    this.milliseconds = budget.milliseconds ?? Number.POSITIVE_INFINITY;
  }

  /** Whether there is no time left. */
  get isOver(): boolean {
    return this.milliseconds <= 0;
  }
}

/**
 * Runs `work` with a budget of its own, or with what is left of one. A stack that overflows all the same (it should
 * not) becomes an unknown. Whatever else `work` throws passes, and what it has spent until then is spent.
 */
export function withBudget<T>(budget: Budget | Allowance, work: () => T, onOverflow: (why: UnknownValue) => T): T {
  const allowance = budget instanceof Allowance ? budget : new Allowance(budget);
  const before = { ...meter };
  const clock = allowance.budget.clock ?? before.clock;
  const start = clock();
  const { fuel: reserve, bytes } = allowance;
  const deadline = start + allowance.milliseconds;
  const { depth: depthLimit } = allowance.budget;
  Object.assign(meter, {
    fuel: 0,
    reserve,
    held: 0,
    bytes,
    heldBytes: 0,
    deadline,
    clock,
    depth: 0,
    depthLimit,
    fork: undefined,
  });
  meter.stopped = undefined;
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    meter.epoch++;
    return onOverflow(tooDeep());
  } finally {
    allowance.fuel = Math.max(0, meter.fuel + meter.reserve) + meter.held;
    allowance.bytes = Math.max(0, meter.bytes) + meter.heldBytes;
    allowance.milliseconds = Math.max(0, allowance.milliseconds - (clock() - start));
    allowance.stopped ??= meter.stopped;
    const { leftOut, epoch, stopped } = meter;
    Object.assign(meter, before, { leftOut, epoch, stopped: before.stopped ?? stopped });
  }
}

/**
 * Runs the work on one question (a module, an option, a condition) with a part of what is left. When that runs out,
 * what the question waits for is not known, and stays so for this evaluation; the rest is there for other questions.
 * Where `work` throws, `withBudget` puts things right.
 */
export function inShare<T>(work: () => T, share = SHARE, least = LEAST_FUEL): T {
  const fuel = Math.max(0, meter.fuel + meter.reserve);
  // What was not used of a portion has been paid for as memory, and will be again.
  const bytes = Math.max(0, meter.bytes + Math.max(0, meter.fuel) * UNIT_BYTES);
  // Whole numbers: V8 makes an object of each that is none.
  const held = fuel - Math.min(fuel, Math.max(Math.floor(fuel * share), least));
  const heldBytes = bytes - Math.min(bytes, Math.max(Math.floor(bytes * share), LEAST_BYTES));
  if (held === 0 && heldBytes === 0) return work();
  meter.fuel = 0;
  meter.reserve = Math.floor(fuel - held);
  meter.held += held;
  meter.bytes = bytes - heldBytes;
  meter.heldBytes += heldBytes;
  const result = work();
  const unused = Math.max(0, meter.fuel) * UNIT_BYTES;
  meter.reserve = Math.max(0, meter.fuel + meter.reserve) + held;
  meter.fuel = 0;
  meter.held -= held;
  meter.bytes = Math.max(0, meter.bytes + unused) + heldBytes;
  meter.heldBytes -= heldBytes;
  return result;
}

/** Does a piece of work. Whoever has its result again, pays: as much as it took. */
export function priced<T>(work: () => T): readonly [result: T, pay: () => UnknownValue | undefined] {
  // What is left of a portion has been paid for as memory.
  const bytesLeft = (): number => meter.bytes + meter.fuel * UNIT_BYTES;
  const [fuel, bytes] = [meter.fuel + meter.reserve, bytesLeft()];
  const result = work();
  const units = fuel - meter.fuel - meter.reserve;
  const made = bytes - bytesLeft() - units * UNIT_BYTES;
  const pay = (): UnknownValue | undefined => {
    meter.bytes -= made;
    return spend(units);
  };
  return [result, pay];
}

/** Pays for `amount` elements; the unknown to return when the budget is spent. */
export function spend(amount: number): UnknownValue | undefined {
  meter.fuel -= amount;
  return meter.fuel < 0 ? spent() : undefined;
}

/**
 * Pays for looking through a string of so many characters; the unknown to return when it is too long or the budget
 * is spent. Short ones are free.
 */
export function spendText(length: number): UnknownValue | undefined {
  if (length < 128) return undefined;
  if (length > SIZE_LIMIT) return tooLarge('a string');
  meter.bytes -= length;
  return spend(length >> 6);
}

/** As `spendText`, for two texts put together, which share their characters with both. */
export function spendJoined(length: number): UnknownValue | undefined {
  if (length < 128) return undefined;
  if (length > SIZE_LIMIT) return tooLarge('a string');
  meter.bytes -= length >> 4;
  return spend(length >> 7);
}

/**
 * What to do when `meter.fuel` is below zero: the one place where all limits are looked at. The unknown
 * to return where one is reached.
 */
export function spent(site?: Site): UnknownValue | undefined {
  if (meter.bytes < 0) return giveUp('memory', 'evaluation takes too much memory', site);
  if (isTimeUp()) return giveUp(TIME_UP.code, TIME_UP.detail, site);
  const portion = Math.min(meter.reserve, PORTION - meter.fuel);
  meter.reserve -= portion;
  meter.fuel += portion;
  meter.bytes -= portion * UNIT_BYTES;
  return meter.fuel < 0 ? giveUp('fuel', 'evaluation takes too long', site) : undefined;
}

export const tooDeep = (site?: Site): UnknownValue => giveUp('depth', 'nested too deeply', site);
export const tooLarge = (what: string): UnknownValue => giveUp('size', `${what} is too large`);
