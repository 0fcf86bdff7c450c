// Brings a tree into the form that `nix-instantiate --parse` prints: arithmetic and comparison as calls, no
// parentheses, sorted bindings.
import type { Binding, Expr } from '../../server/src/syntax/ast';

const AT = { start: 0, end: 0 };

/** The desugared tree. Offsets are lost. */
export function desugar(expr: Expr): Expr {
  switch (expr.kind) {
    case 'paren':
      return desugar(expr.inner);
    case 'string':
      return concat(expr.parts);
    case 'apply':
      return { ...expr, fn: desugar(expr.fn), argument: desugar(expr.argument) };
    case 'select':
      return { ...expr, target: desugar(expr.target), fallback: expr.fallback && desugar(expr.fallback) };
    case 'has-attr':
      return { ...expr, target: desugar(expr.target) };
    case 'lambda': {
      const items =
        expr.formals?.items.map((item) => ({ ...item, fallback: item.fallback && desugar(item.fallback) })) ?? [];
      return { ...expr, formals: expr.formals && { ...expr.formals, items }, body: desugar(expr.body) };
    }
    case 'let':
      return { ...expr, bindings: sorted(expr.bindings), body: desugar(expr.body) };
    case 'attrs':
      return { ...expr, bindings: sorted(expr.bindings) };
    case 'with':
      return { ...expr, scope: desugar(expr.scope), body: desugar(expr.body) };
    case 'if':
      return {
        ...expr,
        condition: desugar(expr.condition),
        then: desugar(expr.then),
        otherwise: desugar(expr.otherwise),
      };
    case 'assert':
      return { ...expr, condition: desugar(expr.condition), body: desugar(expr.body) };
    case 'list':
      return { ...expr, items: expr.items.map(desugar) };
    case 'unary':
      return expr.operator === '-'
        ? call('__sub', { kind: 'int', ...AT, digits: '0' }, desugar(expr.operand))
        : { ...expr, operand: desugar(expr.operand) };
    case 'binary':
      return binary(expr.operator, desugar(expr.left), desugar(expr.right));
    default:
      return expr;
  }
}

function binary(operator: string, left: Expr, right: Expr): Expr {
  const not = (operand: Expr): Expr => ({ kind: 'unary', ...AT, operator: '!', operand });
  switch (operator) {
    case '-':
      return call('__sub', left, right);
    case '*':
      return call('__mul', left, right);
    case '/':
      return call('__div', left, right);
    case '<':
      return call('__lessThan', left, right);
    case '>':
      return call('__lessThan', right, left);
    case '<=':
      return not(call('__lessThan', right, left));
    case '>=':
      return not(call('__lessThan', left, right));
    case '|>':
      return { kind: 'apply', ...AT, fn: right, argument: left };
    case '<|':
      return { kind: 'apply', ...AT, fn: left, argument: right };
    case '+':
    case '++':
    case '//':
    case '==':
    case '!=':
    case '&&':
    case '||':
    case '->':
      return { kind: 'binary', ...AT, operator, left, right };
    default:
      throw new Error(`unknown operator ${operator}`);
  }
}

function call(name: string, ...args: readonly Expr[]): Expr {
  return args.reduce<Expr>((fn, argument) => ({ kind: 'apply', ...AT, fn, argument }), {
    kind: 'variable',
    ...AT,
    name,
  });
}

/** A string with interpolations is a sum to Nix. */
function concat(parts: readonly (string | Expr)[]): Expr {
  const terms = parts.map(
    (part): Expr =>
      typeof part === 'string' ? { kind: 'string', ...AT, style: 'plain', parts: [part] } : desugar(part),
  );
  const [first = { kind: 'string', ...AT, style: 'plain', parts: [] } satisfies Expr, ...rest] = terms;
  return rest.reduce((left, right): Expr => ({ kind: 'binary', ...AT, operator: '+', left, right }), first);
}

function sorted(bindings: readonly Binding[]): Binding[] {
  const values = bindings.map((binding) =>
    binding.kind === 'binding' ? { ...binding, value: desugar(binding.value) } : binding,
  );
  return values.sort((a, b) => key(a).localeCompare(key(b)));
}

function key(binding: Binding): string {
  const [name] = binding.kind === 'binding' ? binding.path : binding.names;
  return name?.kind === 'static' ? name.name : '';
}
