// Laziness: a thunk computes its value once, when somebody asks.

import { apply } from './apply';
import { meter, spent, tooDeep } from './budget';
import type { Env, Runnable } from './frame';
import type { Site } from './site';
import { located } from './unknowns';
import { type Delayed, fail, int, type Slot, type Value } from './values';

/** A delayed computation. `code` says which expression it stands for (for a native one: the call that made it). */
export class Thunk implements Delayed {
  readonly kind = 'thunk';
  /** The result once it is there. */
  value: Value | undefined = undefined;
  private forcedIn = 0;

  /**
   * Computes `code` in an environment, or what `compute` gives, or a function (`from`) applied to one argument (`how`,
   * an integer as the bare number). One class with few fields for all three: most of what an
   * evaluation allocates are thunks.
   */
  constructor(
    readonly code: Site,
    private from: Env | Slot | undefined,
    private how: (() => Value) | Slot | number | undefined,
  ) {}

  force(): Value {
    if (this.value !== undefined) return this.value;
    if (this.forcedIn === meter.epoch) return fail('infinite-recursion', 'infinite recursion encountered', this.code);
    if (--meter.fuel < 0) {
      const broke = spent(this.code);
      if (broke !== undefined) return broke;
    }
    if (meter.depth >= meter.depthLimit) return tooDeep(this.code);
    this.forcedIn = meter.epoch;
    meter.depth++;
    const value = this.compute();
    meter.depth--;
    this.value = value.kind === 'unknown' && value.site === undefined ? located(value, this.code) : value;
    this.from = undefined;
    this.how = undefined;
    return this.value;
  }

  private compute(): Value {
    const { how } = this;
    // Only expressions come without it.
    if (how === undefined) return (this.code as Runnable).run(this.from as Env);
    if (typeof how === 'function') return how();
    return apply(force(this.from as Slot), typeof how === 'number' ? int(how) : how, this.code);
  }
}

/**
 * The value of a slot, computed if need be. Never throws; what fails is an ErrorValue, what
 * is not known an UnknownValue.
 */
export function force(slot: Slot): Value {
  return slot.kind === 'thunk' ? (slot.value ?? slot.force()) : slot;
}

/** Delays a computation of the evaluator itself, made at `site`. */
export function lazily(site: Site, compute: () => Value): Thunk {
  return new Thunk(site, undefined, compute);
}

/** Delays `fn argument`, called at `site`. */
export function applyLazily(site: Site, fn: Slot, argument: Slot | number): Thunk {
  return new Thunk(site, fn, argument);
}

/** The expression a slot was written as, where it was delayed from source text. */
export function sourceOf(slot: Slot): Site | undefined {
  return slot.kind === 'thunk' ? slot.code : undefined;
}
