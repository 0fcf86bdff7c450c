// Moves a part of a tree to another place in the text. Every object is spelled out: copying by spread takes ten times
// as long, and this runs over half a file at every key.
import type { AttrBinding, AttrName, Binding, Expr, Formal, Formals, Identifier } from '../ast';

/** The same binding `by` characters further on. Recursive: only for what is known not to be nested deeply. */
export function shiftBinding(binding: AttrBinding, by: number): AttrBinding {
  if (by === 0) return binding;
  const { kind, path, value } = binding;
  return { kind, start: binding.start + by, end: binding.end + by, path: names(path, by), value: shift(value, by) };
}

function shift(expr: Expr, by: number): Expr {
  const start = expr.start + by;
  const end = expr.end + by;
  switch (expr.kind) {
    case 'int':
      return { kind: 'int', start, end, digits: expr.digits };
    case 'float':
      return { kind: 'float', start, end, value: expr.value };
    case 'search-path':
      return { kind: 'search-path', start, end, text: expr.text };
    case 'variable':
      return { kind: 'variable', start, end, name: expr.name };
    case 'error':
      return { kind: 'error', start, end };
    case 'string':
      return { kind: 'string', start, end, style: expr.style, parts: parts(expr.parts, by) };
    case 'path':
      return { kind: 'path', start, end, parts: parts(expr.parts, by) };
    case 'select': {
      const fallback = expr.fallback === undefined ? undefined : shift(expr.fallback, by);
      return { kind: 'select', start, end, target: shift(expr.target, by), path: names(expr.path, by), fallback };
    }
    case 'has-attr':
      return { kind: 'has-attr', start, end, target: shift(expr.target, by), path: names(expr.path, by) };
    case 'apply':
      return { kind: 'apply', start, end, fn: shift(expr.fn, by), argument: shift(expr.argument, by) };
    case 'lambda': {
      const param = expr.param === undefined ? undefined : identifier(expr.param, by);
      const formals = expr.formals === undefined ? undefined : head(expr.formals, by);
      return { kind: 'lambda', start, end, param, formals, body: shift(expr.body, by) };
    }
    case 'let':
      return { kind: 'let', start, end, bindings: bindings(expr.bindings, by), body: shift(expr.body, by) };
    case 'attrs':
      return { kind: 'attrs', start, end, recursive: expr.recursive, bindings: bindings(expr.bindings, by) };
    case 'with':
      return { kind: 'with', start, end, scope: shift(expr.scope, by), body: shift(expr.body, by) };
    case 'if': {
      const condition = shift(expr.condition, by);
      return { kind: 'if', start, end, condition, then: shift(expr.then, by), otherwise: shift(expr.otherwise, by) };
    }
    case 'assert':
      return { kind: 'assert', start, end, condition: shift(expr.condition, by), body: shift(expr.body, by) };
    case 'list':
      return { kind: 'list', start, end, items: expr.items.map((item) => shift(item, by)) };
    case 'unary':
      return { kind: 'unary', start, end, operator: expr.operator, operand: shift(expr.operand, by) };
    case 'binary':
      return {
        kind: 'binary',
        start,
        end,
        operator: expr.operator,
        left: shift(expr.left, by),
        right: shift(expr.right, by),
      };
    case 'paren':
      return { kind: 'paren', start, end, inner: shift(expr.inner, by) };
  }
}

function parts(list: readonly (string | Expr)[], by: number): (string | Expr)[] {
  return list.map((part) => (typeof part === 'string' ? part : shift(part, by)));
}

function bindings(list: readonly Binding[], by: number): Binding[] {
  return list.map((binding) => {
    if (binding.kind === 'binding') return shiftBinding(binding, by);
    const from = binding.from === undefined ? undefined : shift(binding.from, by);
    return { kind: 'inherit', start: binding.start + by, end: binding.end + by, from, names: names(binding.names, by) };
  });
}

function names(path: readonly AttrName[], by: number): AttrName[] {
  return path.map((name) => {
    const start = name.start + by;
    const end = name.end + by;
    return name.kind === 'static'
      ? { kind: 'static', start, end, name: name.name }
      : { kind: 'dynamic', start, end, expr: shift(name.expr, by) };
  });
}

function head({ start, end, items, ellipsis }: Formals, by: number): Formals {
  return { start: start + by, end: end + by, items: items.map((item) => formal(item, by)), ellipsis };
}

function formal({ start, end, name, fallback }: Formal, by: number): Formal {
  return {
    start: start + by,
    end: end + by,
    name: identifier(name, by),
    fallback: fallback === undefined ? undefined : shift(fallback, by),
  };
}

function identifier({ start, end, name }: Identifier, by: number): Identifier {
  return { start: start + by, end: end + by, name };
}
