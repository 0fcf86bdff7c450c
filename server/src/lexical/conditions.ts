// Conditions as they are written: whether two of them can hold at once.
import { type Expr, stripParens } from '../syntax/ast';
import { lookAtAllIn } from '../syntax/literals';

/**
 * Whether it is plain from the text that at most one of two conditions holds: `a` and `!a`, `x == 1` and `x
 * == 2`, also as parts of `&&`.
 */
export function excludeEachOther(one: Expr, other: Expr): boolean {
  const theirs = conjuncts(other);
  return conjuncts(one).some((a) => theirs.some((b) => contradict(a, b) || contradict(b, a)));
}

function conjuncts(condition: Expr): readonly Expr[] {
  const expr = stripParens(condition);
  return expr.kind === 'binary' && expr.operator === '&&'
    ? [...conjuncts(expr.left), ...conjuncts(expr.right)]
    : [expr];
}

function contradict(a: Expr, b: Expr): boolean {
  if (a.kind === 'unary' && a.operator === '!') return same(stripParens(a.operand), b);
  if (a.kind === 'select' && b.kind === 'select') return arePlatforms(a, b);
  if (a.kind !== 'binary' || b.kind !== 'binary' || a.operator !== '==') return false;
  const [value, otherValue] = [stripParens(a.right), stripParens(b.right)];
  if (!same(stripParens(a.left), stripParens(b.left))) return false;
  if (b.operator === '!=') return same(value, otherValue);
  return b.operator === '==' && isScalar(value) && isScalar(otherValue) && !same(value, otherValue);
}

type Select = Extract<Expr, { kind: 'select' }>;

/** `pkgs.stdenv.isLinux` and `pkgs.stdenv.isDarwin`. */
function arePlatforms(a: Select, b: Select): boolean {
  const [one, other] = [lastName(a), lastName(b)];
  return (
    one === 'isLinux' &&
    other === 'isDarwin' &&
    same({ ...a, path: a.path.slice(0, -1) }, { ...b, path: b.path.slice(0, -1) })
  );
}

function lastName({ path }: Select): string | undefined {
  const last = path.at(-1);
  return last?.kind === 'static' ? last.name : undefined;
}

function isScalar(expr: Expr): boolean {
  if (expr.kind === 'string') return expr.parts.every((part) => typeof part === 'string');
  return expr.kind === 'int' || (expr.kind === 'variable' && /^(true|false|null)$/.test(expr.name));
}

/** Whether two expressions are the same text, but for blanks. */
function same(a: Expr, b: Expr): boolean {
  lookAtAllIn(a);
  lookAtAllIn(b);
  return withoutPlaces(a) === withoutPlaces(b);
}

const withoutPlaces = (expr: Expr): string =>
  JSON.stringify(expr, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value));
