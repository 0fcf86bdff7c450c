// Compiled expressions and the environments they run in.
import type { Expr, LambdaExpr } from '../syntax/ast';
import { compile } from './compile';
import type { Slot, Value } from './values';

/** Where an expression stands. */
export interface Unit {
  /** Absolute path; `(…)` names for text that is no file. */
  readonly file: string;
  /** Folder that relative paths start from. */
  readonly folder: string;
}

/** One frame of variables. `with` frames hold their set in slot 0. */
export class Env {
  constructor(
    readonly slots: Slot[],
    readonly up: Env | undefined,
  ) {}
}

/** The names of one frame as known when compiling: slot numbers by name, or a `with` frame. */
export interface Scope {
  readonly names: ReadonlyMap<string, number>;
  readonly isWith: boolean;
  readonly up: Scope | undefined;
}

export type Run = (env: Env) => Value;

/** An expression in its scope, compiled to a closure when it first runs: what is never asked for costs nothing. */
export class Code {
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
}
