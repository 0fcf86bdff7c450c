// Attribute paths, bindings and `inherit`.
import type { AttrName, Binding, Expr } from '../ast';
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
function attrNames(items: readonly Item[]): AttrName[] {
  const names: AttrName[] = [];
  for (const item of items) {
    if (item.kind === 'name' && item.name !== '')
      names.push({ kind: 'static', start: item.start, end: item.end, name: item.name });
    else if (item.kind === 'interpolation') names.push(attrName(item.start, item.end, item.expr));
    else if (item.kind === 'string') names.push(attrName(item.start, item.end, item));
  }
  return names;
}

/**
 * Nix takes an attribute name for static when it is a string without interpolation, be it in quotes, in
 * `${}` or in parentheses there.
 */
function attrName(start: number, end: number, expr: Expr): AttrName {
  let inner = expr;
  while (inner.kind === 'paren') inner = inner.inner;
  const text = inner.kind === 'string' ? inner.parts.join('') : '';
  if (inner.kind === 'string' && inner.parts.every((part) => typeof part === 'string'))
    return { kind: 'static', start, end, name: text };
  return { kind: 'dynamic', start, end, expr };
}

/** `path = value;` */
export function lowerBinding(context: Context, { start, end, items }: Frame): Item {
  const path = find(items, 'names')?.names ?? [];
  const values = expressions(items);
  const value = bindingValue(items) ?? missingExpr(values[0]?.end ?? end);
  const semicolon = findToken(items, Kind.Semicolon);
  const closed = semicolon !== undefined && !context.covers.has(semicolon.start);
  if (path.some((name, i) => i > 0 && context.text.slice(path[i - 1]?.end, name.start).includes('\n')))
    context.isSuspicious = true;
  return { kind: 'binding', start, end: closed ? end : Math.max(value.end, path.at(-1)?.end ?? start), path, value };
}

/** The value of a binding. Beside text that could not be read, a small one is most likely half-typed. */
function bindingValue(items: readonly Item[]): Expr | undefined {
  const value = expressions(items).at(-1);
  const equals = items.findIndex((item) => item.kind === 'token' && item.type === Kind.Equals);
  const broken = items.find((item, index) => item.kind === 'broken' && index > equals);
  if (value === undefined || broken === undefined || !SMALL.has(value.kind)) return value;
  return { kind: 'error', start: Math.min(value.start, broken.start), end: Math.max(value.end, broken.end) };
}

const SMALL: ReadonlySet<Expr['kind']> = new Set([
  'int',
  'float',
  'string',
  'path',
  'search-path',
  'variable',
  'select',
  'apply',
] as const);

/** `inherit a b;`, `inherit (from) a b;` */
export function lowerInherit({ type, start, end, items }: Frame): Binding {
  const from = type === Kind.InheritFrom ? (items.find(isExpr) ?? missingExpr(end)) : undefined;
  return { kind: 'inherit', start, end, from, names: find(items, 'names')?.names ?? [] };
}

/** All bindings between two braces. */
export function lowerBindingSet(_context: Context, { start, end, items }: Frame): Item {
  return { kind: 'bindings', start, end, bindings: bindingsIn(items) };
}

/** The bindings among items, those inside broken parts included: as nodes, or as loose runs of `path = value`. */
export function bindingsIn(items: readonly Item[]): Binding[] {
  const bindings: Binding[] = [];
  const open = items.toReversed();
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item.kind === 'broken') for (const inner of item.items.toReversed()) open.push(inner);
    else if (item.kind === 'bindings') for (const binding of item.bindings) bindings.push(binding);
    else if (item.kind === 'binding' || item.kind === 'inherit') bindings.push(item);
    else if (item.kind === 'names' && isToken(open.at(-1), Kind.Equals)) {
      const value = open.at(-2);
      const found = value !== undefined && isExpr(value) ? value : missingExpr(open.at(-1)?.end ?? item.end);
      bindings.push({ kind: 'binding', start: item.start, end: found.end, path: item.names, value: found });
    }
  }
  return bindings;
}

function isToken(item: Item | undefined, type: Kind): boolean {
  return item?.kind === 'token' && item.type === type;
}
