// Adding arguments to a function's head in the head's own layout.

import type { TextEdit } from '../base/text-edit';
import type { LambdaExpr } from '../syntax/ast';

/**
 * Edits that make `names` formals of the head; undefined when the head is not a set of formals and cannot become one.
 */
export function addFormals(head: LambdaExpr, names: readonly string[], text: string): readonly TextEdit[] | undefined {
  const { formals, param } = head;
  const wanted = names.filter((name) => !formals?.items.some((item) => item.name.name === name)).sort();
  if (wanted.length === 0) return [];
  if (formals === undefined) {
    // `_: { … }` takes the argument and does not use it.
    return param?.name.startsWith('_')
      ? [{ start: param.start, end: param.end, newText: `{ ${wanted.join(', ')}, ... }` }]
      : undefined;
  }
  const { items } = formals;
  const [first] = items;
  const last = items[items.length - 1];
  if (first === undefined || last === undefined)
    return [{ start: formals.start, end: formals.end, newText: `{ ${wanted.join(', ')}, ... }` }];
  // `lib` and `config` customarily stand before `pkgs`, and always before the ellipsis.
  const index = items.findIndex((item) => item.name.name === 'pkgs');
  const next = items[index];
  if (next !== undefined) {
    const separator = separatorAt(index, items, text);
    return [{ start: next.start, end: next.start, newText: wanted.map((name) => name + separator).join('') }];
  }
  const separator =
    items.length > 1 ? separatorAt(items.length - 1, items, text) : separatorAfter(last.end, formals.end, text);
  return [{ start: last.end, end: last.end, newText: wanted.map((name) => separator + name).join('') }];
}

/** What stands between two formals, as `, ` or a comma and a line break. */
function separatorAt(
  index: number,
  items: readonly { readonly start: number; readonly end: number }[],
  text: string,
): string {
  const [before, after] = index > 0 ? [items[index - 1], items[index]] : [items[0], items[1]];
  if (before === undefined || after === undefined)
    return before === undefined ? ', ' : separatorAfter(before.end, text.length, text);
  return cleaned(text.slice(before.end, after.start));
}

/** What stands between the last formal and the ellipsis behind it. */
function separatorAfter(end: number, limit: number, text: string): string {
  const match = /^\s*,\s*(?=\.\.\.)/.exec(text.slice(end, limit));
  return cleaned(match?.[0] ?? ', ');
}

/** A separator that holds a comment, or anything but a comma and blanks, is not repeated. */
function cleaned(separator: string): string {
  return /^\s*,\s*$/.test(separator) ? separator : ', ';
}
