// Function heads and functions.
import type { Expr, Formal } from '../ast';
import { expressions, type Frame, find, findToken, type Item, missingExpr } from './items';
import { Kind } from './node-kinds';

/** `name`, `name ? fallback`. */
export function lowerFormal({ start, end, items }: Frame): Item {
  const name = find(items, 'name') ?? { start, end: start, name: '' };
  const fallback = findToken(items, Kind.Token) === undefined ? undefined : (expressions(items)[0] ?? missingExpr(end));
  return {
    kind: 'formal',
    start,
    end,
    formal: { start, end, name: { start: name.start, end: name.end, name: name.name }, fallback },
  };
}

/** `{ a, b ? 1, ... }`. */
export function lowerFormals({ start, end, items }: Frame): Item {
  const formals: Formal[] = [];
  // A list stands in for recursion: what could be read of a broken head counts too.
  const open = items.toReversed();
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item.kind === 'broken') open.push(...item.items.toReversed());
    if (item.kind === 'formal' && item.formal.name.name !== '') formals.push(item.formal);
  }
  return {
    kind: 'formals',
    start,
    end,
    formals: { start, end, items: formals, ellipsis: findToken(items, Kind.Ellipsis) !== undefined },
  };
}

/** `name: body`, `{ … }: body`, `name@{ … }: body`. */
export function lowerFunction({ start, end, items }: Frame): Expr {
  const name = find(items, 'name');
  const param =
    name === undefined || name.name === '' ? undefined : { start: name.start, end: name.end, name: name.name };
  const formals = find(items, 'formals')?.formals;
  const body = expressions(items).at(-1) ?? missingExpr(end);
  if (param === undefined && formals === undefined) return { kind: 'error', start, end };
  return { kind: 'lambda', start, end, param, formals, body };
}
