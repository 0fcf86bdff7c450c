// What a function value holds: its head and body, and the frames of variables around it.
import type { LambdaExpr } from '../syntax/ast';
import type { Site } from './site';
import type { Slot, Value } from './values';

/** One frame of variables. One with a single variable, as most functions and every `with` have, holds it in `only`. */
export class Env {
  constructor(
    readonly slots: readonly Slot[],
    readonly up: Env | undefined,
    readonly only?: Slot,
  ) {}
}

/** The frame of a single variable. */
export const frameOf = (only: Slot, up: Env | undefined): Env => new Env(NO_SLOTS, up, only);
const NO_SLOTS: readonly Slot[] = [];

/** An expression that can be computed in a frame. */
export interface Runnable extends Site {
  run(env: Env): Value;
}

export interface CompiledFormal {
  readonly name: string;
  readonly slot: number;
  readonly fallback: Runnable | undefined;
}

/** A function's compiled head and body. */
export interface LambdaCode {
  readonly expr: LambdaExpr;
  readonly site: Site;
  /** Slot of the whole argument, -1 when it has no name. */
  readonly paramSlot: number;
  readonly formals: readonly CompiledFormal[] | undefined;
  readonly ellipsis: boolean;
  readonly frameSize: number;
  readonly body: Runnable;
  /** The function that is the body of one with a single name, as in `a: b: …`. */
  readonly inner: LambdaCode | undefined;
}
