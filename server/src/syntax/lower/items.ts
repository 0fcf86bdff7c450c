// What lowering hands upwards from a finished node: AST nodes, and the parts that only make sense inside their parent.
import type { Span } from '../../base/span';
import type { AttrName, Binding, Expr, Formal, Formals } from '../ast';
import type { Mask } from '../repair/mask';
import type { Kind } from './node-kinds';

export type Item = Expr | Binding | Token | Name | Interpolation | Names | FormalItem | FormalsItem | Bindings | Broken;

/** A token without meaning of its own. `missing`: tree-sitter made it up. */
export interface Token extends Span {
  readonly kind: 'token';
  readonly type: Kind;
  readonly missing: boolean;
}
/** An identifier where it is a name, not a variable. An empty name was made up by tree-sitter. */
export interface Name extends Span {
  readonly kind: 'name';
  readonly name: string;
}
export interface Interpolation extends Span {
  readonly kind: 'interpolation';
  readonly expr: Expr;
}
/** An attribute path, or the names of an `inherit`. */
export interface Names extends Span {
  readonly kind: 'names';
  readonly names: readonly AttrName[];
}
export interface FormalItem extends Span {
  readonly kind: 'formal';
  readonly formal: Formal;
}
export interface FormalsItem extends Span {
  readonly kind: 'formals';
  readonly formals: Formals;
}
export interface Bindings extends Span {
  readonly kind: 'bindings';
  readonly bindings: readonly Binding[];
}
/** An ERROR node: what could be read inside it. */
export interface Broken extends Span {
  readonly kind: 'broken';
  readonly items: readonly Item[];
}

/** A tree-sitter node whose children have been lowered. */
export interface Frame extends Span {
  readonly type: Kind;
  readonly items: readonly Item[];
}

/** What lowering one text needs everywhere. */
export interface Context {
  readonly text: string;
  /** Where the tree was parsed from other text than `text`. */
  readonly covers: Mask['covers'];
  /** Values made up to repair the text: offset → end of what they stand for. */
  readonly holes: ReadonlyMap<number, number>;
  /** Filled on the way, unordered. */
  readonly errors: Span[];
  /** Operator chains whose shape came from a masked operator; filled and emptied on the way (see operators.ts). */
  readonly loose: Set<Item>;
  /** Set when a binding was found that parses, but looks like two with the first half-typed. */
  isSuspicious: boolean;
}

const NOT_EXPR: ReadonlySet<Item['kind']> = new Set([
  'binding',
  'inherit',
  'token',
  'name',
  'interpolation',
  'names',
  'formal',
  'formals',
  'bindings',
  'broken',
] as const);

/** Whether an item is an expression. */
export function isExpr(item: Item): item is Expr {
  return !NOT_EXPR.has(item.kind);
}

/** The expressions among items. */
export function expressions(items: readonly Item[]): Expr[] {
  return items.filter(isExpr);
}

/** The first item of a kind. */
export function find<K extends Item['kind']>(items: readonly Item[], kind: K): Extract<Item, { kind: K }> | undefined {
  return items.find((item): item is Extract<Item, { kind: K }> => item.kind === kind);
}

/** The first token of a type that really stands in the text. */
export function findToken(items: readonly Item[], type: Kind): Token | undefined {
  return items.find((item): item is Token => item.kind === 'token' && item.type === type && !item.missing);
}

/** Stands for an expression that is not there. */
export function missingExpr(at: number): Expr {
  return { kind: 'error', start: at, end: at };
}
