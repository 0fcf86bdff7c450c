// The counters of what an evaluation costs. budget.ts fills and reads them; values pay for their own size,
// which is why they stand apart.
import type { Site } from './site';

/** One undecided condition whose outcomes are being tried. */
export interface Fork {
  readonly site: Site | undefined;
  /** How many of the same site there are, and of all, this one included. */
  readonly same: number;
  readonly all: number;
  readonly up: Fork | undefined;
}

/** That something was given up, and why. `detail` is in words. */
export interface Stopped {
  readonly code: 'fuel' | 'depth' | 'size' | 'time' | 'memory';
  readonly detail: string;
}

export const meter = {
  /** What may be spent before the clock is looked at again; below zero: look, and take from `reserve`. */
  fuel: 20_000_000,
  /** What is left beside `fuel`. */
  reserve: 0,
  /** What the work under way may not touch: it is for what comes after. Likewise `heldBytes`. */
  held: 0,
  /** Bytes that may still be asked for, roughly; below zero: none. A number that V8 need not make an object of. */
  bytes: 2 ** 30,
  heldBytes: 0,
  /** When time is up, by `clock`. */
  deadline: Number.POSITIVE_INFINITY,
  clock: (): number => performance.now(),
  depth: 0,
  depthLimit: 600,
  /** The undecided conditions whose outcomes are being tried, innermost first. */
  fork: undefined as Fork | undefined,
  /**
   * How often an outcome that fails was left out because a system that evaluates does not have it:
   * `tryEval` may catch it all the same.
   */
  leftOut: 0,
  /** Thunks left half-forced by an aborted request carry an older epoch and may be forced again. */
  epoch: 1,
  /** What was given up first since somebody asked. */
  stopped: undefined as Stopped | undefined,
};

/** Pays for a list of so many elements, or room for them. Running out is noticed with the next forcing or call. */
export function payForList(length: number): void {
  meter.bytes -= 48 + 8 * length;
  meter.fuel -= length >> 5;
}

/** Pays for the characters of a text that is written out. As for a list, running out is noticed afterwards. */
export function payForText(length: number): void {
  meter.bytes -= length;
  meter.fuel -= length >> 6;
}

/** Pays for a set of so many attributes, as `payForList`. */
export function payForSet(size: number): void {
  meter.bytes -= 96 + 64 * size;
  meter.fuel -= size >> 2;
}
