// Compiled expressions and the environments they run in.
import type { Expr, LambdaExpr } from '../syntax/ast';
import { meter, tooDeep } from './budget';
import { compile } from './compile';
import type { Slot, Value } from './values';

/** Where an expression stands. */
export interface Unit {
  /** Absolute path; `(…)` names for text that is no file. */
  readonly file: string;
  /** Folder that relative paths start from. */
  readonly folder: string;
}

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
export class Code {
  /**
   * @param compiled given where the closure exists already, as for the set that `a.b = 1` implies.
   * @param level how deep it stands in expressions that run it themselves: without a forcing or a call in between.
   */
  constructor(
    readonly expr: Expr,
    readonly unit: Unit,
    readonly scope: Scope | undefined,
    private compiled?: Run,
    readonly level = 0,
  ) {}

  run(env: Env): Value {
    if (this.compiled === undefined)
      this.compiled = this.level > SHALLOW && this.level % 2 === 0 ? deeper(compile(this), this) : compile(this);
    return this.compiled(env);
  }

  /** The same place, for another expression in the same scope. */
  at(expr: Expr): Code {
    return this.in(this.scope, expr);
  }

  /** An expression that this one runs in a scope of its own. */
  in(scope: Scope | undefined, expr: Expr): Code {
    return new Code(expr, this.unit, scope, undefined, this.level + 1);
  }
}

/** Levels of expressions that are not counted. Beyond, two count as one level of depth: on the stack they take no more. */
const SHALLOW = 24;

function deeper(run: Run, site: Code): Run {
  return (env) => {
    if (meter.depth >= meter.depthLimit) return tooDeep(site);
    meter.depth++;
    const value = run(env);
    meter.depth--;
    return value;
  };
}

export interface CompiledFormal {
  readonly name: string;
  readonly slot: number;
  readonly fallback: Code | undefined;
}

/** A function's compiled head and body. */
export interface LambdaCode {
  readonly expr: LambdaExpr;
  readonly site: Code;
  /** Slot of the whole argument, -1 when it has no name. */
  readonly paramSlot: number;
  readonly formals: readonly CompiledFormal[] | undefined;
  readonly ellipsis: boolean;
  readonly frameSize: number;
  readonly body: Code;
  /** The function that is the body of one with a single name, as in `a: b: …`. */
  readonly inner: LambdaCode | undefined;
}
