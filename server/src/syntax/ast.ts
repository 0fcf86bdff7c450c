// The compact syntax tree everything behind syntax/ works on: plain data, no tree-sitter
// objects, offsets UTF-16 half open.
// It is syntactic: attribute paths are not merged and names are not resolved; that is the evaluator's business.
import type { Span } from '../base/span';

export type Expr =
  | IntExpr
  | FloatExpr
  | StringExpr
  | PathExpr
  | SearchPathExpr
  | VariableExpr
  | SelectExpr
  | HasAttrExpr
  | ApplyExpr
  | LambdaExpr
  | LetExpr
  | WithExpr
  | IfExpr
  | AssertExpr
  | ListExpr
  | AttrsExpr
  | UnaryExpr
  | BinaryExpr
  | ParenExpr
  | ErrorExpr;

/** `digits` as written; the evaluator decides on overflow. */
export interface IntExpr extends Span {
  readonly kind: 'int';
  readonly digits: string;
}
export interface FloatExpr extends Span {
  readonly kind: 'float';
  readonly value: number;
}

/**
 * A string, indented string (already stripped of indentation) or URI. Text parts are decoded;
 * neighbours are merged; no empty parts.
 */
export interface StringExpr extends Span {
  readonly kind: 'string';
  readonly style: 'plain' | 'indented' | 'uri';
  readonly parts: readonly (string | Expr)[];
}

/** `./a/${b}.nix`, `/etc/x`, `~/x`: text as written (not resolved), with interpolations. */
export interface PathExpr extends Span {
  readonly kind: 'path';
  readonly parts: readonly (string | Expr)[];
}

/** `<nixpkgs/nixos>`: `text` without the angle brackets. */
export interface SearchPathExpr extends Span {
  readonly kind: 'search-path';
  readonly text: string;
}

export interface VariableExpr extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** `target.path` or `target.path or fallback`. */
export interface SelectExpr extends Span {
  readonly kind: 'select';
  readonly target: Expr;
  readonly path: readonly AttrName[];
  readonly fallback: Expr | undefined;
}
export interface HasAttrExpr extends Span {
  readonly kind: 'has-attr';
  readonly target: Expr;
  readonly path: readonly AttrName[];
}
export interface ApplyExpr extends Span {
  readonly kind: 'apply';
  readonly fn: Expr;
  readonly argument: Expr;
}

/** `name: body`, `{ a, b ? 1, ... }: body`, `args@{ … }: body`. At least one of `param` and `formals` is there. */
export interface LambdaExpr extends Span {
  readonly kind: 'lambda';
  readonly param: Identifier | undefined;
  readonly formals: Formals | undefined;
  readonly body: Expr;
}
export interface Identifier extends Span {
  readonly name: string;
}
/** The braces of a function head, as written. */
export interface Formals extends Span {
  readonly items: readonly Formal[];
  readonly ellipsis: boolean;
}
export interface Formal extends Span {
  readonly name: Identifier;
  readonly fallback: Expr | undefined;
}

/** `let bindings in body`; the old `let { bindings }` is an attrs with `recursive: true` under a select of `body`. */
export interface LetExpr extends Span {
  readonly kind: 'let';
  readonly bindings: readonly Binding[];
  readonly body: Expr;
}
export interface WithExpr extends Span {
  readonly kind: 'with';
  readonly scope: Expr;
  readonly body: Expr;
}
export interface IfExpr extends Span {
  readonly kind: 'if';
  readonly condition: Expr;
  readonly then: Expr;
  readonly otherwise: Expr;
}
export interface AssertExpr extends Span {
  readonly kind: 'assert';
  readonly condition: Expr;
  readonly body: Expr;
}
export interface ListExpr extends Span {
  readonly kind: 'list';
  readonly items: readonly Expr[];
}
export interface AttrsExpr extends Span {
  readonly kind: 'attrs';
  readonly recursive: boolean;
  readonly bindings: readonly Binding[];
}
export interface UnaryExpr extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expr;
}
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '++'
  | '//'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||'
  | '->'
  | '|>'
  | '<|';
export interface BinaryExpr extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}
/** Kept so that an edit knows whether a value already stands in parentheses. */
export interface ParenExpr extends Span {
  readonly kind: 'paren';
  readonly inner: Expr;
}
export function stripParens(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === 'paren') inner = inner.inner;
  return inner;
}
/** What an expression comes to, without the names that are made visible around it. */
export function innermost(expr: Expr): Expr {
  const inner = stripParens(expr);
  return inner.kind === 'with' || inner.kind === 'let' ? innermost(inner.body) : inner;
}
/** Text that could not be read, or an expression that is missing (`a = ;`): its value is unknown. */
export interface ErrorExpr extends Span {
  readonly kind: 'error';
  /** Not even tried to the end: the text may well be Nix. Only ever a whole file. */
  readonly isTooLong?: true;
  /** The parser was stopped: it took too much time. */
  readonly isTooSlow?: true;
}

export type Binding = AttrBinding | InheritBinding;
/**
 * `path = value;` The span runs from the path to the semicolon, both included (or to the end of
 * the value when it is missing).
 */
export interface AttrBinding extends Span {
  readonly kind: 'binding';
  readonly path: readonly AttrName[];
  readonly value: Expr;
}
/** `inherit a b;` or `inherit (from) a b;` */
export interface InheritBinding extends Span {
  readonly kind: 'inherit';
  readonly from: Expr | undefined;
  readonly names: readonly AttrName[];
}

/**
 * One step of an attribute path: a name known from the text (`a`, `"a b"`, `${"a"}`), or an
 * expression (`${x}`, `"a${x}"`).
 */
export type AttrName = StaticName | DynamicName;
export interface StaticName extends Span {
  readonly kind: 'static';
  readonly name: string;
}
export interface DynamicName extends Span {
  readonly kind: 'dynamic';
  readonly expr: Expr;
}

/**
 * A whole file. `errors` are the places where the text is not Nix (gaps of the grammar that
 * real Nix accepts are not in it).
 */
export interface SyntaxTree {
  readonly root: Expr;
  readonly errors: readonly Span[];
}
