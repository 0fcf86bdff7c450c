// What an expression stands for, when it is an attribute of a function's argument, reached under whatever names:
// `config.a`, `let s = config.a; in s`, `inherit (config) a`, `getAttr "a" config`, `with config; a`, `args.config.a`.

import { writtenCall } from '../eval/provenance';
import { type AttrName, type Binding, type Expr, type LambdaExpr, type SyntaxTree, stripParens } from '../syntax/ast';
import { lookAt } from '../syntax/literals';
import { type Declaration, scopeAt } from '../syntax/scope';

export interface Read {
  /** The name of the argument, as in a head. */
  readonly argument: string;
  readonly path: readonly string[];
  /** The function whose argument it is. */
  readonly binder: Expr;
}

const DEEPEST = 8;

/** What functions are called with, by function: its parameter stands for that. */
export type Given = ReadonlyMap<Expr, Expr>;

const NOTHING_GIVEN: Given = new Map();

/** Undefined for everything else. */
export function resolveRead(expr: Expr, tree: SyntaxTree, given = NOTHING_GIVEN, depth = 0): Read | undefined {
  const inner = stripParens(expr);
  if (depth > DEEPEST) return undefined;
  switch (inner.kind) {
    case 'variable':
      return ofName(inner.name, inner.start, tree, given, depth);
    case 'select':
      return below(resolveRead(inner.target, tree, given, depth + 1), inner.path);
    case 'apply': {
      const { head, args } = writtenCall(inner);
      const [name, target] = args;
      const isGetter = args.length === 2 && lastName(head) === 'getAttr';
      const text = name && literalOf(name, tree, given);
      const read = isGetter && target !== undefined ? resolveRead(target, tree, given, depth + 1) : undefined;
      if (text !== undefined) lookAt(text);
      const [step] = text?.kind === 'string' ? text.parts : [];
      return read === undefined || typeof step !== 'string' ? undefined : attribute(read, [step]);
    }
    default:
      return undefined;
  }
}

/** A string, number or list that is written out, here or where a `let` binds the name. */
export function literalOf(expr: Expr, tree: SyntaxTree, given = NOTHING_GIVEN, depth = 0): Expr | undefined {
  const inner = stripParens(expr);
  if (inner.kind === 'string' || inner.kind === 'int' || inner.kind === 'list' || inner.kind === 'attrs') return inner;
  if (inner.kind !== 'variable' || depth > DEEPEST) return undefined;
  const declaration = scopeAt(tree.root, inner.start).names.get(inner.name);
  if (declaration === undefined) return ['null', 'true', 'false'].includes(inner.name) ? inner : undefined;
  const value =
    declaration.by === 'let'
      ? boundTo(declaration)
      : declaration.by === 'param'
        ? given.get(declaration.binder)
        : undefined;
  return value && literalOf(value, tree, given, depth + 1);
}

function ofName(name: string, at: number, tree: SyntaxTree, given: Given, depth: number): Read | undefined {
  const scope = scopeAt(tree.root, at);
  const declaration = scope.names.get(name);
  if (declaration === undefined) {
    const [inmost] = scope.withs;
    const read = inmost && resolveRead(inmost, tree, given, depth + 1);
    return read && attribute(read, [name]);
  }
  switch (declaration.by) {
    case 'formal':
      return { argument: name, path: [], binder: declaration.binder };
    // The whole argument: its attributes are the arguments.
    case 'param': {
      const argument = given.get(declaration.binder);
      if (argument !== undefined) return resolveRead(argument, tree, given, depth + 1);
      return { argument: '', path: [], binder: declaration.binder };
    }
    case 'inherit': {
      const from = bindingsOf(declaration.binder).find(
        (binding) => binding.kind === 'inherit' && declares(binding, declaration),
      );
      if (from?.kind !== 'inherit' || from.from === undefined) return undefined;
      const read = resolveRead(from.from, tree, given, depth + 1);
      return read && attribute(read, [name]);
    }
    default: {
      const value = boundTo(declaration);
      return value && resolveRead(value, tree, given, depth + 1);
    }
  }
}

/** The function that a `let` binds a name to, where a call uses it. */
export function localFunction(head: Expr, tree: SyntaxTree): LambdaExpr | undefined {
  if (head.kind === 'lambda') return head;
  const declaration = head.kind === 'variable' ? scopeAt(tree.root, head.start).names.get(head.name) : undefined;
  const value = declaration?.by === 'let' ? boundTo(declaration) : undefined;
  const inner = value && stripParens(value);
  return inner?.kind === 'lambda' ? inner : undefined;
}

/** What `name = …;` binds a name to; undefined where it is put together from paths. */
export function boundTo({ binder, span }: Declaration): Expr | undefined {
  const binding = bindingsOf(binder).find(
    (one) => one.kind === 'binding' && one.path.length === 1 && one.path[0]?.start === span.start,
  );
  return binding?.kind === 'binding' ? binding.value : undefined;
}

const bindingsOf = (expr: Expr): readonly Binding[] =>
  expr.kind === 'let' || expr.kind === 'attrs' ? expr.bindings : [];

const declares = (binding: Binding, { span }: Declaration): boolean =>
  binding.kind === 'inherit' && binding.names.some(({ start }) => start === span.start);

function below(read: Read | undefined, path: readonly AttrName[]): Read | undefined {
  const names = path.map((step) => (step.kind === 'static' ? step.name : undefined));
  const known = names.filter((name) => name !== undefined);
  return read === undefined || known.length < names.length ? undefined : attribute(read, known);
}

function attribute({ argument, path, binder }: Read, names: readonly string[]): Read | undefined {
  if (argument !== '') return { argument, path: [...path, ...names], binder };
  const [first, ...rest] = names;
  return first === undefined ? undefined : { argument: first, path: rest, binder };
}

export function lastName(expr: Expr): string | undefined {
  const inner = stripParens(expr);
  if (inner.kind === 'variable') return inner.name;
  const last = inner.kind === 'select' ? inner.path.at(-1) : undefined;
  return last?.kind === 'static' ? last.name : undefined;
}
