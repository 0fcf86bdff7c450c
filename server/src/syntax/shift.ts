// Moves a part of a tree to another place in the text.
import type { AttrBinding, AttrName, Binding, Expr, Formal, Formals, Identifier } from './ast';

/** The same binding `by` characters further on. Recursive: only for what is known not to be nested deeply. */
export function shiftBinding(binding: AttrBinding, by: number): AttrBinding {
  return by === 0 ? binding : { ...moved(binding, by), path: names(binding.path, by), value: shift(binding.value, by) };
}

function shift(expr: Expr, by: number): Expr {
  const to = (inner: Expr) => shift(inner, by);
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'search-path':
    case 'variable':
    case 'error':
      return moved(expr, by);
    case 'string':
    case 'path':
      return { ...moved(expr, by), parts: expr.parts.map((part) => (typeof part === 'string' ? part : to(part))) };
    case 'select':
      return { ...moved(expr, by), target: to(expr.target), path: names(expr.path, by), fallback: expr.fallback && to(expr.fallback) };
    case 'has-attr':
      return { ...moved(expr, by), target: to(expr.target), path: names(expr.path, by) };
    case 'apply':
      return { ...moved(expr, by), fn: to(expr.fn), argument: to(expr.argument) };
    case 'lambda':
      return {
        ...moved(expr, by),
        param: expr.param && moved(expr.param, by),
        formals: expr.formals && head(expr.formals, by),
        body: to(expr.body),
      };
    case 'let':
      return { ...moved(expr, by), bindings: expr.bindings.map((inner) => anyBinding(inner, by)), body: to(expr.body) };
    case 'attrs':
      return { ...moved(expr, by), bindings: expr.bindings.map((inner) => anyBinding(inner, by)) };
    case 'with':
      return { ...moved(expr, by), scope: to(expr.scope), body: to(expr.body) };
    case 'if':
      return { ...moved(expr, by), condition: to(expr.condition), then: to(expr.then), otherwise: to(expr.otherwise) };
    case 'assert':
      return { ...moved(expr, by), condition: to(expr.condition), body: to(expr.body) };
    case 'list':
      return { ...moved(expr, by), items: expr.items.map(to) };
    case 'unary':
      return { ...moved(expr, by), operand: to(expr.operand) };
    case 'binary':
      return { ...moved(expr, by), left: to(expr.left), right: to(expr.right) };
    case 'paren':
      return { ...moved(expr, by), inner: to(expr.inner) };
  }
}

function anyBinding(binding: Binding, by: number): Binding {
  if (binding.kind === 'binding') return shiftBinding(binding, by);
  return { ...moved(binding, by), from: binding.from && shift(binding.from, by), names: names(binding.names, by) };
}

function names(path: readonly AttrName[], by: number): AttrName[] {
  return path.map((name) => (name.kind === 'static' ? moved(name, by) : { ...moved(name, by), expr: shift(name.expr, by) }));
}

function head(formals: Formals, by: number): Formals {
  return { ...moved(formals, by), items: formals.items.map((item) => formal(item, by)) };
}

function formal(item: Formal, by: number): Formal {
  return { ...moved(item, by), name: moved<Identifier>(item.name, by), fallback: item.fallback && shift(item.fallback, by) };
}

/** A copy with its own two offsets moved. */
function moved<T extends { readonly start: number; readonly end: number }>(node: T, by: number): T {
  return { ...node, start: node.start + by, end: node.end + by };
}
