// The expression a file stands for when tree-sitter could not fit it together: a module as far as possible.
import type { Expr, Formal, Formals } from '../ast';
import { bindingsIn } from '../lower/bindings';
import { type Context, expressions, type Frame, type Item } from '../lower/items';

/** The root of a file, from what stands at its top. */
export function rootOf(context: Context, { items }: Frame): Expr {
  const broken = items.flatMap((item) => (item.kind === 'broken' ? [item] : []));
  const body = widest(expressions(items));
  if (broken.length === 0) {
    // An empty file is not Nix either.
    if (body === undefined) context.errors.push({ start: 0, end: context.text.length });
    return body ?? { kind: 'error', start: 0, end: context.text.length };
  }
  const loose = bindingsIn(broken);
  const head = headIn(broken.filter(({ start }) => body === undefined || start < body.start));
  const start = Math.min(...items.map((item) => item.start));
  const end = Math.max(...items.map((item) => item.end));
  const inner: Expr =
    body ??
    (loose.length > 0
      ? { kind: 'attrs', start, end, recursive: false, bindings: loose }
      : { kind: 'error', start: 0, end: context.text.length });
  if (head === undefined || inner.kind === 'error' || inner.kind === 'lambda') return inner;
  return { kind: 'lambda', start: head.start, end: inner.end, param: undefined, formals: head, body: inner };
}

/** The expression that covers most. */
function widest(candidates: readonly Expr[]): Expr | undefined {
  return candidates.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
}

/** The function head among broken parts, finished or not. */
function headIn(items: readonly Item[]): Formals | undefined {
  const formals: Formal[] = [];
  const open = items.toReversed();
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item.kind === 'formals') return item.formals;
    if (item.kind === 'broken') for (const inner of item.items.toReversed()) open.push(inner);
    if (item.kind === 'formal' && item.formal.name.name !== '') formals.push(item.formal);
  }
  const [first] = formals;
  return first && { start: first.start, end: formals.at(-1)?.end ?? first.end, items: formals, ellipsis: true };
}
