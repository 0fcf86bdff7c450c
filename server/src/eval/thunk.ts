// Laziness: a thunk computes its value once, when somebody asks.
import { meter, tooDeep } from './budget';
import type { Code, Env } from './code';
import { fail, type Slot, unknown, type Value } from './values';

/** A delayed computation. `code` says which expression it stands for (for a native one: the call that made it). */
export class Thunk {
  readonly kind = 'thunk';
  /** The result once it is there. */
  value: Value | undefined = undefined;
  private forcedIn = 0;

  constructor(
    readonly code: Code,
    private env: Env | undefined,
    private compute: (() => Value) | undefined,
  ) {}

  force(): Value {
    if (this.value !== undefined) return this.value;
    if (this.forcedIn === meter.epoch) return fail('infinite-recursion', 'infinite recursion encountered', this.code);
    if (--meter.fuel < 0) return unknown('fuel', 'evaluation takes too long', this.code);
    if (meter.depth >= meter.depthLimit) return tooDeep();
    this.forcedIn = meter.epoch;
    meter.depth++;
    const value = this.compute !== undefined ? this.compute() : this.code.run(this.env as Env);
    meter.depth--;
    this.value = value;
    this.env = undefined;
    this.compute = undefined;
    return value;
  }
}

/** The value of a slot, computed if need be. Never throws; what fails is an ErrorValue, what is not known an UnknownValue. */
export function force(slot: Slot): Value {
  return slot.kind === 'thunk' ? (slot.value ?? slot.force()) : slot;
}

/** Delays a computation of the evaluator itself, made at `site`. */
export function lazily(site: Code, compute: () => Value): Thunk {
  return new Thunk(site, undefined, compute);
}

/** The expression a slot was written as, where it was delayed from source text. */
export function sourceOf(slot: Slot): Code | undefined {
  return slot.kind === 'thunk' ? slot.code : undefined;
}
