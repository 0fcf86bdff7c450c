// Names that a file uses and nobody can give it: real Nix refuses to read such a file, whatever is
// asked of it. Found once per text.
import { memoOf } from '../../base/memo';
import type { Span } from '../../base/span';
import { globalsOf } from '../../eval/builtins/globals';
import type { Interpreter } from '../../eval/interpreter';
import type { Module } from '../../modules/definition';
import type { System } from '../../modules/system';
import type { BinaryExpr, Binding, Expr, LambdaExpr, SyntaxTree } from '../../syntax/ast';
import { eachChild, eachInBinding } from '../../syntax/children';

interface Scope {
  readonly names: ReadonlySet<string>;
  readonly up: Scope | undefined;
}

/** What a module's file uses and nobody gives it. */
export interface UnboundIn {
  readonly module: Module;
  readonly names: readonly UnboundName[];
}

/**
 * The unbound names of a file that certainly is read, though it is no module: where systems are made, or
 * what a module imports itself.
 */
export function unboundInFile(file: string, { input: { interpreter } }: System): readonly UnboundName[] {
  const tree = interpreter.loader.parse(file);
  return tree === undefined ? [] : unboundNames(tree, globalNames(interpreter));
}

/** The unbound names of every file that certainly is a module of a system. */
export function unboundIn(system: System): readonly UnboundIn[] {
  const { evaluation, entry } = system;
  if (entry?.doubt !== undefined) return [];
  const files = new Set<string>();
  const found: UnboundIn[] = [];
  for (const module of evaluation.collection.modules) {
    if (module.doubt !== undefined || !module.wholeFile || files.has(module.file)) continue;
    files.add(module.file);
    const names = unboundInFile(module.file, system);
    if (names.length > 0) found.push({ module, names });
  }
  return found;
}

const globalsKnown = new WeakMap<Interpreter, ReadonlySet<string>>();

function globalNames(interpreter: Interpreter): ReadonlySet<string> {
  const found = globalsKnown.get(interpreter) ?? new Set(globalsOf(interpreter).names.keys());
  globalsKnown.set(interpreter, found);
  return found;
}

/** A use of a name that nothing in the file makes visible. */
export interface UnboundName extends Span {
  readonly name: string;
  /** Taken over by an `inherit` without a source: another expression cannot stand in its place. */
  readonly inherited: boolean;
}

/**
 * The unbound names of a file, each use; `globals` are the names of Nix itself, the same for all. Text
 * that is not Nix says nothing.
 */
function unboundNames(tree: SyntaxTree, globals: ReadonlySet<string>): readonly UnboundName[] {
  return namesOf(tree)(globals);
}

const namesOf = memoOf((tree: SyntaxTree) => {
  let names: UnboundName[] | undefined;
  return (globals: ReadonlySet<string>): readonly UnboundName[] => {
    if (names === undefined) {
      names = [];
      if (tree.errors.length === 0) search(tree.root, { names: globals, up: undefined }, names);
    }
    return names;
  };
});

function search(expr: Expr, scope: Scope, into: UnboundName[]): void {
  if (expr.kind === 'variable') {
    if (!isBound(expr.name, scope)) into.push({ name: expr.name, start: expr.start, end: expr.end, inherited: false });
    return;
  }
  if (
    expr.kind === 'int' ||
    expr.kind === 'float' ||
    (expr.kind === 'string' && expr.parts.every((part) => typeof part === 'string'))
  )
    return;
  if (expr.kind === 'with') {
    // Inside, every name may come from the set.
    search(expr.scope, scope, into);
    return;
  }
  if (expr.kind === 'binary') {
    for (const operand of operandsIn(expr)) search(operand, scope, into);
    return;
  }
  const inner = innerScope(expr, scope);
  if (expr.kind === 'attrs' || expr.kind === 'let') searchBindings(expr.bindings, inner, into);
  if (expr.kind === 'let') search(expr.body, inner, into);
  else if (expr.kind !== 'attrs') eachChild(expr, (child) => search(child, inner, into));
  for (const binding of bindingsOf(expr)) {
    if (binding.kind !== 'inherit' || binding.from !== undefined) continue;
    for (const name of binding.names)
      if (name.kind === 'static' && !isBound(name.name, scope))
        into.push({ name: name.name, start: name.start, end: name.end, inherited: true });
  }
}

/** What stands between operators that follow one another: there may be so many that recursion would be deep. */
function operandsIn(expr: BinaryExpr): readonly Expr[] {
  const operands: Expr[] = [];
  const pending: Expr[] = [expr];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'binary') pending.push(next.right, next.left);
    else operands.push(next);
  }
  return operands;
}

function searchBindings(bindings: readonly Binding[], scope: Scope, into: UnboundName[]): void {
  for (const binding of bindings) for (const use of freeIn(binding)) if (!isBound(use.name, scope)) into.push(use);
}

const NO_NAMES: Scope = { names: new Set(), up: undefined };
const NO_USES: readonly UnboundName[] = [];

/**
 * What a binding uses and does not bind itself. Bindings that an edit leaves alone are the
 * same objects in the next tree.
 */
const freeIn: (binding: Binding) => readonly UnboundName[] = memoOf((binding) => {
  const found: UnboundName[] = [];
  eachInBinding(binding, (child) => search(child, NO_NAMES, found));
  return found.length === 0 ? NO_USES : found;
});

/** Names with two underscores in front belong to Nix, and newer ones have more of them. */
function isBound(name: string, scope: Scope): boolean {
  if (name.startsWith('__')) return true;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.up) if (at.names.has(name)) return true;
  return false;
}

function innerScope(expr: Expr, up: Scope): Scope {
  if (expr.kind === 'lambda') return { names: new Set(headNames(expr)), up };
  const recursive = expr.kind === 'let' || (expr.kind === 'attrs' && expr.recursive);
  return recursive ? { names: new Set(bindingsOf(expr).flatMap(boundNames)), up } : up;
}

function headNames({ param, formals }: LambdaExpr): readonly string[] {
  return [...(param === undefined ? [] : [param.name]), ...(formals?.items.map(({ name }) => name.name) ?? [])];
}

function bindingsOf(expr: Expr): readonly Binding[] {
  return expr.kind === 'let' || expr.kind === 'attrs' ? expr.bindings : [];
}

function boundNames(binding: Binding): readonly string[] {
  const names = binding.kind === 'inherit' ? binding.names : binding.path.slice(0, 1);
  return names.flatMap((name) => (name.kind === 'static' ? [name.name] : []));
}
