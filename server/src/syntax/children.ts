// The expressions directly inside an expression.
import type { AttrName, Binding, Expr } from './ast';

/** The direct sub-expressions in the order of the text: values, fallbacks, interpolations and dynamic names included. */
export function children(expr: Expr): Expr[] {
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'search-path':
    case 'variable':
    case 'error':
      return [];
    case 'string':
    case 'path':
      return expr.parts.filter((part) => typeof part !== 'string');
    case 'select':
      return [expr.target, ...dynamicNames(expr.path), ...(expr.fallback === undefined ? [] : [expr.fallback])];
    case 'has-attr':
      return [expr.target, ...dynamicNames(expr.path)];
    case 'apply':
      return [expr.fn, expr.argument];
    case 'lambda':
      return [...(expr.formals?.items.flatMap(({ fallback }) => (fallback === undefined ? [] : [fallback])) ?? []), expr.body];
    case 'let':
      return [...expr.bindings.flatMap(inBinding), expr.body];
    case 'attrs':
      return expr.bindings.flatMap(inBinding);
    case 'with':
      return [expr.scope, expr.body];
    case 'if':
      return [expr.condition, expr.then, expr.otherwise];
    case 'assert':
      return [expr.condition, expr.body];
    case 'list':
      return [...expr.items];
    case 'unary':
      return [expr.operand];
    case 'binary':
      return [expr.left, expr.right];
    case 'paren':
      return [expr.inner];
  }
}

/** The expressions directly inside a binding. */
export function inBinding(binding: Binding): Expr[] {
  if (binding.kind === 'binding') return [...dynamicNames(binding.path), binding.value];
  return [...(binding.from === undefined ? [] : [binding.from]), ...dynamicNames(binding.names)];
}

function dynamicNames(names: readonly AttrName[]): Expr[] {
  return names.flatMap((name) => (name.kind === 'dynamic' ? [name.expr] : []));
}
