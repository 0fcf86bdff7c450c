// Which arguments of a module the values need that it gives to its options, as written: what needs none is the same in
// every system that the module takes part in.
import { memoOf } from '../base/memo';
import { type Binding, type Expr, type LambdaExpr, stripParens } from '../syntax/ast';
import { boundNames, freeIn, freeNames, NO_NAMES } from './free-names';
import { propertyCall } from './property-call';

/** Names of arguments; `ALL` where the arguments are needed as a whole. */
export type Needs = ReadonlySet<string>;

/** No name: stands for every argument. */
export const ALL = '';

export interface ArgumentNeeds {
  /** The function that the file is; undefined where it is none. */
  readonly head: LambdaExpr | undefined;
  /**
   * By where the value of a binding ends, where the module's result shows it: whether the binding is there, and what
   * its value is, need no other arguments. What stands elsewhere (in a `let`, as the argument of a function) is not in
   * it.
   */
  readonly values: ReadonlyMap<number, Needs>;
}

/** Of a file's whole expression. Found once for each. */
export const argumentNeeds: (root: Expr) => ArgumentNeeds = memoOf((root) => {
  const inner = stripParens(root);
  const head = inner.kind === 'lambda' ? inner : undefined;
  return { head, values: valuesOf(head?.body ?? inner, headScope(head)) };
});

function valuesOf(body: Expr, scope: Scope | undefined): ArgumentNeeds['values'] {
  const values = new Map<number, Needs>();
  try {
    new Walk(values).result(body, scope, NONE, 0);
    return values;
  } catch (error) {
    // What is nested deeper than the stack goes takes nothing else with it: whoever asks wants to save work.
    if (error instanceof RangeError) return new Map();
    throw error;
  }
}

const NONE: Needs = new Set();

interface Scope {
  readonly names: ReadonlyMap<string, Needs>;
  readonly up: Scope | undefined;
}

/** Sets in sets, and properties around them, are followed this deep. */
const DEEPEST = 60;

class Walk {
  constructor(private readonly values: Map<number, Needs>) {}

  /** An expression that the module's result shows. @param around what it takes to come to it. */
  result(expr: Expr, scope: Scope | undefined, around: Needs, depth: number): void {
    if (depth > DEEPEST) return;
    const inside = (inner: Expr, more: readonly Expr[], at = scope): void =>
      this.result(
        inner,
        at,
        more.reduce((needs, each) => both(needs, needsOf(each, scope)), around),
        depth + 1,
      );
    switch (expr.kind) {
      case 'paren':
        inside(expr.inner, []);
        return;
      case 'let':
        inside(expr.body, [], bindingScope(expr.bindings, scope));
        return;
      case 'with':
        inside(expr.body, [expr.scope]);
        return;
      case 'assert':
        inside(expr.body, [expr.condition]);
        return;
      case 'if':
        inside(expr.then, [expr.condition]);
        inside(expr.otherwise, [expr.condition]);
        return;
      case 'list':
        for (const item of expr.items) inside(item, []);
        return;
      case 'attrs':
        this.bindings(expr.bindings, expr.recursive ? bindingScope(expr.bindings, scope) : scope, around, depth);
        return;
      case 'binary':
        if (expr.operator !== '//') break;
        // What stands on the right takes the place of what stands on the left.
        inside(expr.left, [expr.right]);
        inside(expr.right, []);
        return;
      default:
    }
    const call = propertyCall(expr);
    if (call !== undefined) inside(call.content, call.parameter ? [call.head, call.parameter] : [call.head]);
  }

  private bindings(bindings: readonly Binding[], scope: Scope | undefined, around: Needs, depth: number): void {
    for (const binding of bindings) {
      if (binding.kind !== 'binding') continue;
      const { path, value } = binding;
      this.values.set(value.end, both(around, named(freeIn(binding), scope)));
      let inner = around;
      for (const step of path) if (step.kind === 'dynamic') inner = both(inner, needsOf(step.expr, scope));
      this.result(value, scope, inner, depth + 1);
    }
  }
}

const needsOf = (expr: Expr, scope: Scope | undefined): Needs => named(freeNames(expr, NO_NAMES), scope);

/** What names need. A name that nothing binds is Nix's own, or of a `with` that is looked at itself. */
function named(names: readonly { readonly name: string }[], scope: Scope | undefined): Needs {
  let needs = NONE;
  for (const { name } of names) needs = both(needs, lookUp(name, scope));
  return needs;
}

function lookUp(name: string, scope: Scope | undefined): Needs {
  for (let at = scope; at !== undefined; at = at.up) {
    const needs = at.names.get(name);
    if (needs !== undefined) return needs;
  }
  return NONE;
}

function both(a: Needs, b: Needs): Needs {
  if (b.size === 0 || a === b) return a;
  return a.size === 0 ? b : new Set([...a, ...b]);
}

function headScope(head: LambdaExpr | undefined): Scope | undefined {
  if (head === undefined) return undefined;
  const names = new Map<string, Needs>();
  for (const { name } of head.formals?.items ?? []) names.set(name.name, new Set([name.name]));
  if (head.param !== undefined) names.set(head.param.name, new Set([ALL]));
  return { names, up: undefined };
}

/** A `let` or `rec` set of more bindings is taken as a whole. */
const MOST_BINDINGS = 200;

/** The scope that bindings make which see each other. */
function bindingScope(bindings: readonly Binding[], up: Scope | undefined): Scope {
  const uses = new Map<string, Set<string>>();
  const outer = new Map<string, Needs>();
  for (const binding of bindings) {
    const isOuter = binding.kind === 'inherit' && binding.from === undefined;
    for (const name of boundNames(binding)) {
      const own = uses.get(name) ?? new Set();
      if (isOuter) outer.set(name, lookUp(name, up));
      else for (const free of freeIn(binding)) own.add(free.name);
      uses.set(name, own);
    }
  }
  const needs = ([name, names]: [string, ReadonlySet<string>]): Needs => {
    const reached = uses.size > MOST_BINDINGS ? new Set(uses.keys()) : new Set([name, ...names]);
    let all = NONE;
    for (const one of reached) {
      for (const next of uses.get(one) ?? []) reached.add(next);
      all = both(all, outer.get(one) ?? (uses.has(one) ? NONE : lookUp(one, up)));
    }
    return all;
  };
  if (uses.size <= MOST_BINDINGS) return { names: new Map([...uses].map((each) => [each[0], needs(each)])), up };
  const all = needs(['', new Set()]);
  return { names: new Map([...uses].map(([name]) => [name, all])), up };
}
