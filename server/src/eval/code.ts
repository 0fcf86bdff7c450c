// Compiled expressions.

import type { Expr } from '../syntax/ast';
import { meter, tooDeep } from './budget';
import type { SetField } from './compile/binding-plan';
import { compile } from './compile/compile';
import type { Env, Runnable } from './frame';
import type { Site, Unit } from './site';
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
  private compiled: Run | undefined = undefined;

  /**
   * @param level how deep it stands in expressions that run it themselves: without a forcing or a call in between.
   * @param set what it stands for where that is more than the expression: a set that several bindings make, or that
   * `a.b = 1` implies. Let go once it is compiled.
   */
  constructor(
    readonly expr: Expr,
    readonly unit: Unit,
    readonly scope: Scope | undefined,
    readonly level = 0,
    public set?: SetField,
  ) {}

  run(env: Env): Value {
    if (this.compiled === undefined) {
      this.compiled = this.level > SHALLOW && this.level % 2 === 0 ? deeper(compile(this), this) : compile(this);
      this.set = undefined;
    }
    return this.compiled(env);
  }

  /** The same place, for another expression in the same scope. */
  at(expr: Expr): Code {
    return this.in(this.scope, expr);
  }

  /** An expression that this one runs in a scope of its own. */
  in(scope: Scope | undefined, expr: Expr): Code {
    return new Code(expr, this.unit, scope, this.level + 1);
  }
}

/**
 * Levels of expressions that are not counted. Beyond, two count as one level of depth: on the stack they take no more.
 */
const SHALLOW = 24;

function deeper(run: Run, site: Site): Run {
  return (env) => {
    if (meter.depth >= meter.depthLimit) return tooDeep(site);
    meter.depth++;
    const value = run(env);
    meter.depth--;
    return value;
  };
}
