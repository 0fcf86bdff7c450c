// Calls of what is no function by what is written there. What libraries give may be a function after all: they are
// known in short.
import { type ApplyExpr, type AttrBinding, type BinaryOperator, type Expr, stripParens } from '../syntax/ast';
import { type ScopeAt, scopeAt } from '../syntax/scope';

/**
 * Whether a call certainly calls what is no function: a literal, what an operator gives, a name that a `let` gives to
 * that, or what a function that is written out comes to.
 * @param taken how many arguments have been taken when it fails
 * @param root the text that the call stands in
 */
export function callsNoFunction(call: ApplyExpr, taken: number, root: Expr): boolean {
  let fn: Expr = call;
  while (fn.kind === 'apply') fn = fn.fn;
  return isNoFunction(fn, taken, scopeAt(root, call.start));
}

/** Sets that are put together with `//` may be functions, those that are written out say so. */
const GIVE_FUNCTIONS: ReadonlySet<BinaryOperator> = new Set(['//', '|>', '<|']);
const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

function isNoFunction(expr: Expr, taken: number, scope: ScopeAt | undefined): boolean {
  const inner = stripParens(expr);
  if (taken > 0) {
    if (inner.kind === 'lambda') return isNoFunction(inner.body, taken - 1, undefined);
    const binding = inner.kind === 'variable' ? letBinding(inner.name, scope) : undefined;
    return binding?.path.length === 1 && isNoFunction(binding.value, taken, undefined);
  }
  switch (inner.kind) {
    case 'string':
    case 'int':
    case 'float':
    case 'path':
    case 'list':
    case 'attrs':
    case 'unary':
    case 'has-attr':
      return true;
    case 'binary':
      return !GIVE_FUNCTIONS.has(inner.operator);
    case 'variable': {
      const binding = letBinding(inner.name, scope);
      if (binding !== undefined) return binding.path.length > 1 || isNoFunction(binding.value, 0, undefined);
      return CONSTANTS.has(inner.name) && scope !== undefined && !scope.names.has(inner.name);
    }
    default:
      return false;
  }
}

/** What a `let` says a name is. */
export function letBinding(name: string, scope: ScopeAt | undefined): AttrBinding | undefined {
  const declaration = scope?.names.get(name);
  if (declaration?.by !== 'let' || declaration.binder.kind !== 'let') return undefined;
  const found = declaration.binder.bindings.find(
    (one) => one.kind === 'binding' && one.path[0]?.start === declaration.span.start,
  );
  return found?.kind === 'binding' ? found : undefined;
}
