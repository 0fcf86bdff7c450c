// Expressions other than literals, strings, paths and functions.
import type { AttrsExpr, Expr } from '../ast';
import { bindingsIn } from './bindings';
import { type Context, expressions, type Frame, find, findToken, type Item, isExpr, missingExpr } from './items';
import { Kind } from './node-kinds';
import { lowerBinary } from './operators';

/** Builds an expression, or an interpolation, from its lowered children. */
export function lowerExpression(context: Context, frame: Frame): Item {
  const { type, start, end, items } = frame;
  const [first = missingExpr(end), second = missingExpr(end), third = missingExpr(end)] = expressions(items);
  switch (type) {
    case Kind.Interpolation:
      return { kind: 'interpolation', start, end, expr: first };
    case Kind.Select: {
      const fallback = findToken(items, Kind.Or) === undefined ? undefined : second;
      return { kind: 'select', start, end, target: first, path: find(items, 'names')?.names ?? [], fallback };
    }
    case Kind.HasAttr:
      return { kind: 'has-attr', start, end, target: first, path: find(items, 'names')?.names ?? [] };
    case Kind.Apply:
      return apply(start, end, first, second);
    case Kind.Let:
      return { kind: 'let', start, end, bindings: bindingsIn(items), body: first };
    case Kind.LetAttrs:
      return letAttrs(frame);
    case Kind.With:
      return { kind: 'with', start, end, scope: first, body: second };
    case Kind.If:
      return { kind: 'if', start, end, condition: first, then: second, otherwise: third };
    case Kind.Assert:
      return { kind: 'assert', start, end, condition: first, body: second };
    case Kind.List:
      return { kind: 'list', start, end, items: elements(items) };
    case Kind.Attrs:
    case Kind.RecAttrs:
      return attrs(frame, type === Kind.RecAttrs);
    case Kind.Unary: {
      const operator = findToken(items, Kind.Operator);
      return {
        kind: 'unary',
        start,
        end,
        operator: operator !== undefined && context.text[operator.start] === '!' ? '!' : '-',
        operand: first,
      };
    }
    case Kind.Binary:
      return lowerBinary(context, frame);
    case Kind.Paren:
      return { kind: 'paren', start, end, inner: first };
    default:
      return items.find(isExpr) ?? { kind: 'error', start, end };
  }
}

/**
 * `f x`. `f or` is the old spelling of `f` applied to a variable named `or`: in `g f or x` it
 * binds tighter than application.
 */
function apply(start: number, end: number, fn: Expr, argument: Expr): Expr {
  if (fn.kind !== 'apply' || argument.kind !== 'variable' || argument.name !== 'or')
    return { kind: 'apply', start, end, fn, argument };
  return { ...fn, end, argument: { kind: 'apply', start: fn.argument.start, end, fn: fn.argument, argument } };
}

/** The elements of a list. A part that could not be read is an element of unknown value. */
function elements(items: readonly Item[]): Expr[] {
  const result: Expr[] = [];
  for (const item of items) {
    const element: Expr | undefined =
      item.kind === 'broken' ? { kind: 'error', start: item.start, end: item.end } : isExpr(item) ? item : undefined;
    if (element === undefined) continue;
    const last = result.at(-1);
    const isOr = element.kind === 'variable' && element.name === 'or' && last !== undefined;
    if (isOr)
      result[result.length - 1] = { kind: 'apply', start: last.start, end: element.end, fn: last, argument: element };
    else result.push(element);
  }
  return result;
}

function attrs({ start, end, items }: Frame, recursive: boolean): AttrsExpr {
  return { kind: 'attrs', start, end, recursive, bindings: bindingsIn(items) };
}

/**
 * The old `let { …; body = x; }`: its value is the attribute `body`. With bindings before the brace it is
 * a `let` whose `in` is missing.
 */
function letAttrs(frame: Frame): Expr {
  const { start, end, items } = frame;
  const brace = items.findIndex((item) => item.kind === 'token' && item.type === Kind.OpenBrace);
  const before = bindingsIn(items.slice(0, brace));
  const target = attrs(
    { ...frame, start: items[brace]?.start ?? start, items: items.slice(brace) },
    before.length === 0,
  );
  if (before.length > 0) return { kind: 'let', start, end, bindings: before, body: target };
  return {
    kind: 'select',
    start,
    end,
    target,
    path: [{ kind: 'static', start: end, end, name: 'body' }],
    fallback: undefined,
  };
}
