// A compact one-line form of syntax trees for tests: `{a.b=1; inherit (x) c;}`, `(f x)`, `(fn {a b=1 ...}@args
// body)`, `ERR` for what is unknown.
import type { AttrName, Binding, Expr, LambdaExpr } from '../../server/src/syntax/ast';

export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'int':
      return expr.digits;
    case 'float':
      return `(float ${expr.value})`;
    case 'string':
      return printString(expr.style, expr.parts);
    case 'path':
      return `(path ${expr.parts.map(printPart).join(' ')})`;
    case 'search-path':
      return `<${expr.text}>`;
    case 'variable':
      return expr.name;
    case 'select':
      return `(. ${printExpr(expr.target)} ${printPath(expr.path)}${expr.fallback === undefined ? '' : ` or ${printExpr(expr.fallback)}`})`;
    case 'has-attr':
      return `(? ${printExpr(expr.target)} ${printPath(expr.path)})`;
    case 'apply':
      return `(${printExpr(expr.fn)} ${printExpr(expr.argument)})`;
    case 'lambda':
      return `(fn ${printHead(expr)} ${printExpr(expr.body)})`;
    case 'let':
      return `(let ${printBindings(expr.bindings)} ${printExpr(expr.body)})`;
    case 'with':
      return `(with ${printExpr(expr.scope)} ${printExpr(expr.body)})`;
    case 'if':
      return `(if ${printExpr(expr.condition)} ${printExpr(expr.then)} ${printExpr(expr.otherwise)})`;
    case 'assert':
      return `(assert ${printExpr(expr.condition)} ${printExpr(expr.body)})`;
    case 'list':
      return `[${expr.items.map(printExpr).join(' ')}]`;
    case 'attrs':
      return `${expr.recursive ? 'rec' : ''}${printBindings(expr.bindings)}`;
    case 'unary':
      return `(${expr.operator} ${printExpr(expr.operand)})`;
    case 'binary':
      return `(${expr.operator} ${printExpr(expr.left)} ${printExpr(expr.right)})`;
    case 'paren':
      return `(paren ${printExpr(expr.inner)})`;
    case 'error':
      return 'ERR';
  }
}

function printPart(part: string | Expr): string {
  return typeof part === 'string' ? JSON.stringify(part) : printExpr(part);
}

function printString(style: string, parts: readonly (string | Expr)[]): string {
  const [only = '', ...more] = parts;
  if (style === 'plain' && typeof only === 'string' && more.length === 0) return JSON.stringify(only);
  const text = parts.map(printPart).join(' ');
  return style === 'plain'
    ? `(str ${text})`
    : style === 'uri'
      ? `(uri ${text})`
      : `(ind${text === '' ? '' : ` ${text}`})`;
}

function printName(name: AttrName): string {
  if (name.kind === 'dynamic') return `\${${printExpr(name.expr)}}`;
  return /^[\w'-]+$/.test(name.name) ? name.name : JSON.stringify(name.name);
}

export function printPath(path: readonly AttrName[]): string {
  return path.map(printName).join('.');
}

function printBindings(bindings: readonly Binding[]): string {
  return `{${bindings.map(printBinding).join(' ')}}`;
}

function printBinding(binding: Binding): string {
  if (binding.kind === 'binding') return `${printPath(binding.path)}=${printExpr(binding.value)};`;
  const from = binding.from === undefined ? '' : ` (${printExpr(binding.from)})`;
  return `inherit${from}${binding.names.map((name) => ` ${printName(name)}`).join('')};`;
}

function printHead({ param, formals }: LambdaExpr): string {
  const items =
    formals?.items.map(({ name, fallback }) =>
      fallback === undefined ? name.name : `${name.name}=${printExpr(fallback)}`,
    ) ?? [];
  const braces = formals && `{${[...items, ...(formals.ellipsis ? ['...'] : [])].join(' ')}}`;
  return param === undefined ? (braces ?? '') : braces === undefined ? param.name : `${braces}@${param.name}`;
}
