// Attribute paths, bindings and `inherit`.
import type { AttrName, Binding, Expr } from './ast';
import { type Context, expressions, type Frame, find, findToken, type Item, isExpr, missingExpr } from './items';
import { Kind } from './node-kinds';

/** `a.b."c".${d}`: its steps. */
export function lowerAttrPath({ start, end, items }: Frame): Item {
  return { kind: 'names', start, end, names: attrNames(items) };
}

/** The names after `inherit`. */
export function lowerInheritedAttrs({ start, end, items }: Frame): Item {
  return { kind: 'names', start, end, names: attrNames(items) };
}

/** The attribute names among items. Names made up by tree-sitter are left out. */
export function attrNames(items: readonly Item[]): AttrName[] {
  const names: AttrName[] = [];
  for (const item of items) {
    if (item.kind === 'name' && item.name !== '') names.push({ kind: 'static', start: item.start, end: item.end, name: item.name });
    else if (item.kind === 'interpolation') names.push(attrName(item.start, item.end, item.expr));
    else if (item.kind === 'string') names.push(attrName(item.start, item.end, item));
  }
  return names;
}

/** Nix takes an attribute name for static when it is a string without interpolation, be it in quotes, in `${}` or in parentheses there. */
function attrName(start: number, end: number, expr: Expr): AttrName {
  let inner = expr;
  while (inner.kind === 'paren') inner = inner.inner;
  const text = inner.kind === 'string' ? inner.parts.join('') : '';
  if (inner.kind === 'string' && inner.parts.every((part) => typeof part === 'string')) return { kind: 'static', start, end, name: text };
  return { kind: 'dynamic', start, end, expr };
}

/** `path = value;` */
export function lowerBinding(_context: Context, { start, end, items }: Frame): Item {
  const path = find(items, 'names')?.names ?? [];
  const value = expressions(items).at(-1) ?? missingExpr(end);
  const closed = findToken(items, Kind.Semicolon) !== undefined;
  return { kind: 'binding', start, end: closed ? end : value.end, path, value };
}

/** `inherit a b;`, `inherit (from) a b;` */
export function lowerInherit({ type, start, end, items }: Frame): Binding {
  const from = type === Kind.InheritFrom ? (items.find(isExpr) ?? missingExpr(end)) : undefined;
  return { kind: 'inherit', start, end, from, names: find(items, 'names')?.names ?? [] };
}

/** All bindings between two braces. */
export function lowerBindingSet(_context: Context, { start, end, items }: Frame): Item {
  return { kind: 'bindings', start, end, bindings: bindingsIn(items) };
}

/** The bindings among items, those inside broken parts included. */
export function bindingsIn(items: readonly Item[]): Binding[] {
  const bindings: Binding[] = [];
  const open = items.toReversed();
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item.kind === 'broken') for (const inner of item.items.toReversed()) open.push(inner);
    else if (item.kind === 'bindings') for (const binding of item.bindings) bindings.push(binding);
    else if (item.kind === 'binding' || item.kind === 'inherit') bindings.push(item);
  }
  return bindings;
}
