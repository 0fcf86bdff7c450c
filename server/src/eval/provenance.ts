// Who wrote what a library function puts into its result.

import type { Span } from '../base/span';
import { type Expr, stripParens } from '../syntax/ast';
import { found, LazyOrigin } from './origin';
import type { Site } from './site';
import type { Entry, Origin, Slot, Value } from './values';
import { isNumberOf, isTextOf } from './written';

/**
 * Functions that call what they are given: at their call sites the last arguments are not
 * those of the function they call.
 */
const CALLERS = new Set([
  'map',
  'mapAttrs',
  "mapAttrs'",
  'mapAttrsToList',
  'mapAttrsRecursive',
  'mapAttrsRecursiveCond',
  'concatMap',
  'concatMapAttrs',
  'genAttrs',
  "genAttrs'",
  'genList',
  'filter',
  'filterAttrs',
  "foldl'",
  'foldl',
  'foldr',
  'foldlAttrs',
  'imap0',
  'imap1',
  'forEach',
  'flip',
  'pipe',
  'zipAttrsWith',
  'zipListsWith',
  'mapNullable',
  'mapCartesianProduct',
  'attrsToList',
  'groupBy',
  'partition',
  'sort',
  'const',
  'fix',
  'mkAliasAndWrapDefinitions',
]);

const spanOf = (span: Span): Span => ({ start: span.start, end: span.end });

interface WrittenCall {
  readonly head: Expr;
  readonly args: readonly Expr[];
}

/**
 * A call as written: `f a b`, `b |> f a`, `f a <| b`.
 * @param most as many arguments are wanted: of a call with more, one more of the last ones is given, and as
 * `head` what they are given to.
 */
export function writtenCall(expr: Expr, most = Number.POSITIVE_INFINITY): WrittenCall {
  const args: Expr[] = [];
  let head = stripParens(expr);
  for (;;) {
    if (args.length > most) return { head, args: args.reverse() };
    if (head.kind === 'apply') {
      args.push(head.argument);
      head = stripParens(head.fn);
    } else if (head.kind === 'binary' && (head.operator === '|>' || head.operator === '<|')) {
      const piped = head.operator === '|>';
      args.push(piped ? head.left : head.right);
      head = stripParens(piped ? head.right : head.left);
    } else {
      return { head, args: args.reverse() };
    }
  }
}

/**
 * The entry of an argument that a function keeps as it is. When the argument stands at the call, its origin is the
 * argument's expression under the whole call; else the place it was delayed from, if it knows one.
 * @param fromLast 1 for the call's last argument.
 */
export function argumentEntry(slot: Slot, site: Site, fromLast: number): Entry {
  return { slot, origin: writtenOrigin(slot, site, fromLast) ?? ownOrigin(slot) };
}

function writtenOrigin(slot: Slot, site: Site, fromLast: number): Origin | undefined {
  const { head, args } = writtenCall(site.expr);
  const written = args.at(-fromLast);
  if (written === undefined || !stands(slot, written, head)) return undefined;
  return { file: site.unit.file, key: spanOf(site.expr), value: written, inherited: false };
}

/** Whether `slot` is what `written` evaluates to, not something a function in between put in its place. */
function stands(slot: Slot, written: Expr, head: Expr): boolean {
  if (slot.kind === 'thunk' && slot.code.expr === written) return true;
  const inner = stripParens(written);
  switch (inner.kind) {
    // A variable's slot is shared and does not tell which variable it came through.
    case 'variable':
      return !CALLERS.has(nameOf(head) ?? '');
    case 'int':
    case 'float':
      return isNumberOf(slot, inner);
    case 'string':
      return isTextOf(slot, inner);
    case 'lambda':
      return slot.kind === 'lambda' && slot.code.expr === inner;
    default:
      return false;
  }
}

/** The name a function is called by: `mkIf`, `lib.mkIf`. */
function nameOf(head: Expr): string | undefined {
  if (head.kind === 'variable') return head.name;
  const last = head.kind === 'select' ? head.path.at(-1) : undefined;
  return last?.kind === 'static' ? last.name : undefined;
}

/** Where a delayed value was written, for values that are moved without a name. */
function ownOrigin(slot: Slot): Origin | undefined {
  if (slot.kind !== 'thunk') return undefined;
  const { expr, unit } = slot.code;
  return { file: unit.file, key: spanOf(expr), value: expr, inherited: false };
}

/** Who put together what no expression says as it is: the call, under the source's key where both stand in one file. */
export function callOrigin(source: Origin | undefined, site: Site): Origin {
  return under(source, site.expr, site.unit.file, true);
}

/**
 * Who wrote what `fn` computes, called with `arity` arguments, for an attribute that comes from `source`: the
 * function's own body under the source's key. A function that is not written out leaves the call. The function is never
 * forced for this, but looked at when somebody asks: by then the value has been computed, so the function is known.
 */
export const computedOrigin = (source: Origin | undefined, fn: Slot, arity: number, site: Site): Origin =>
  new Computed(source, fn, arity, site);

/** The same of a function that is Nix's own: of what it makes, Nix has no place. */
export const builtOrigin = (source: Origin | undefined, fn: Slot, arity: number, site: Site): Origin =>
  new Built(source, fn, arity, site);

class Computed extends LazyOrigin {
  constructor(
    private readonly source: Origin | undefined,
    private readonly fn: Slot,
    private readonly arity: number,
    private readonly site: Site,
  ) {
    super();
  }

  find(): Origin {
    const { source, fn, arity, site } = this;
    const known = fn.kind === 'thunk' ? fn.value : fn;
    const body = known?.kind === 'lambda' ? bodyOf(known.code.expr.body, arity - 1) : undefined;
    return body !== undefined && known?.kind === 'lambda'
      ? under(source, body, known.code.site.unit.file, false)
      : callOrigin(source, site);
  }
}

class Built extends Computed {
  override place(): null {
    return null;
  }
}

/** An expression under the key of `source`; where they stand in different files, under itself. */
function under(source: Origin | undefined, value: Expr, file: string, inherited: boolean): Origin {
  const from = source && found(source);
  return { file, key: from?.file === file ? from.key : spanOf(value), value, inherited };
}

/** Who wrote a value that a function leaves as it was, or puts together anew. */
export const unlessChanged = (source: Origin | undefined, before: Slot, after: Slot, site: Site): Origin =>
  new UnlessChanged(source, before, after, site);

class UnlessChanged extends LazyOrigin {
  constructor(
    private readonly source: Origin | undefined,
    private readonly before: Slot,
    private readonly after: Slot,
    private readonly site: Site,
  ) {
    super();
  }

  find(): Origin {
    const { source, before, after, site } = this;
    return source !== undefined && valueIn(before) === valueIn(after) ? source : callOrigin(source, site);
  }
}

const valueIn = (slot: Slot): Value | undefined => (slot.kind === 'thunk' ? slot.value : slot);

/** The expression behind `depth` more parameters; undefined when they are not written out. */
function bodyOf(body: Expr, depth: number): Expr | undefined {
  const inner = stripParens(body);
  if (depth === 0) return body;
  return inner.kind === 'lambda' ? bodyOf(inner.body, depth - 1) : undefined;
}

/** Where each element of a list is written, when the list itself is written out as an argument of the call. */
export function writtenElements(items: readonly Slot[], site: Site, fromLast: number): readonly (Origin | undefined)[] {
  const written = writtenCall(site.expr).args.at(-fromLast);
  const inner = written === undefined ? undefined : stripParens(written);
  if (inner?.kind !== 'list' || inner.items.length !== items.length) return [];
  return items.map((item, index) => {
    const element = inner.items[index];
    return element !== undefined && stands(item, element, inner)
      ? { file: site.unit.file, key: spanOf(element), value: element, inherited: false }
      : undefined;
  });
}
