// Compiled expressions.

import type { Expr } from '../syntax/ast';
import { compile } from './compile/compile';
import type { Env, Runnable } from './frame';
import type { Unit } from './site';
import type { Slot, Value } from './values';

/** The names of one frame as known when compiling: slot numbers by name, or a `with` frame. */
export interface Scope {
  readonly names: ReadonlyMap<string, number>;
  readonly isWith: boolean;
  readonly up: Scope | undefined;
  /** Its frames hold their one variable in `only`. */
  readonly single?: boolean;
  /** What its slots hold in every frame, where that is known when compiling. */
  readonly constants?: readonly Slot[];
}

export type Run = (env: Env) => Value;

/** An expression in its scope, compiled to a closure when it first runs: what is never asked for costs nothing. */
export class Code implements Runnable {
  /** @param compiled given where the closure exists already, as for the set that `a.b = 1` implies. */
  constructor(
    readonly expr: Expr,
    readonly unit: Unit,
    readonly scope: Scope | undefined,
    private compiled?: Run,
  ) {}

  run(env: Env): Value {
    if (this.compiled === undefined) this.compiled = compile(this);
    return this.compiled(env);
  }

  /** The same place, for another expression in the same scope. */
  at(expr: Expr): Code {
    return new Code(expr, this.unit, this.scope);
  }
}
