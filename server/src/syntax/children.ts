// The expressions directly inside an expression.
import { tick } from '../base/time-limit';
import type { AttrName, Binding, Expr } from './ast';

/**
 * The direct sub-expressions in the order of the text: values, fallbacks, interpolations and dynamic names included.
 */
export function children(expr: Expr): Expr[] {
  const found: Expr[] = [];
  eachChild(expr, (child) => found.push(child));
  return found;
}

/** The same without a list, for walks through whole files at every key. */
export function eachChild(expr: Expr, visit: (child: Expr) => void): void {
  tick();
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'search-path':
    case 'variable':
    case 'error':
      return;
    case 'string':
    case 'path':
      for (const part of expr.parts) if (typeof part !== 'string') visit(part);
      return;
    case 'select':
    case 'has-attr':
      visit(expr.target);
      eachDynamic(expr.path, visit);
      if (expr.kind === 'select' && expr.fallback !== undefined) visit(expr.fallback);
      return;
    case 'apply':
      visit(expr.fn);
      visit(expr.argument);
      return;
    case 'lambda':
      for (const { fallback } of expr.formals?.items ?? []) if (fallback !== undefined) visit(fallback);
      visit(expr.body);
      return;
    case 'let':
    case 'attrs':
      for (const binding of expr.bindings) eachInBinding(binding, visit);
      if (expr.kind === 'let') visit(expr.body);
      return;
    case 'with':
      visit(expr.scope);
      visit(expr.body);
      return;
    case 'if':
      visit(expr.condition);
      visit(expr.then);
      visit(expr.otherwise);
      return;
    case 'assert':
      visit(expr.condition);
      visit(expr.body);
      return;
    case 'list':
      for (const item of expr.items) visit(item);
      return;
    case 'unary':
      visit(expr.operand);
      return;
    case 'binary':
      visit(expr.left);
      visit(expr.right);
      return;
    case 'paren':
      visit(expr.inner);
  }
}

/** The expressions directly inside a binding. */
export function eachInBinding(binding: Binding, visit: (child: Expr) => void): void {
  if (binding.kind === 'binding') {
    eachDynamic(binding.path, visit);
    visit(binding.value);
    return;
  }
  if (binding.from !== undefined) visit(binding.from);
  eachDynamic(binding.names, visit);
}

function eachDynamic(names: readonly AttrName[], visit: (child: Expr) => void): void {
  // Called for each expression there is: an iterator for each would be felt.
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as AttrName;
    if (name.kind === 'dynamic') visit(name.expr);
  }
}
