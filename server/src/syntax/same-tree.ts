// Whether two texts of a file say the same: the same tree, but for where things stand and for what literals say that
// nobody has looked at.
import type { Span } from '../base/span';
import type {
  AttrName,
  Binding,
  Expr,
  Formal,
  Formals,
  Identifier,
  IntExpr,
  LambdaExpr,
  StringExpr,
  SyntaxTree,
  VariableExpr,
} from './ast';
import { isPlainText, plainText, TRUTHS } from './literals';

/** Hears of each part of one tree and what stands for it in the other. */
export type Pairing = (before: Span, after: Span) => void;

/** Says whether a literal of the first tree may say something else in the second. */
export type MayDiffer = (literal: Expr, after: Expr) => boolean;

/**
 * Whether `after` is `before` written another way; what was left out of it, because it is not Nix, may differ. Where
 * nothing was left out of `after` alone, `before` may have said more.
 * @param mayDiffer asked of each literal that does say something else
 */
export function isSameTree(before: SyntaxTree, after: SyntaxTree, mayDiffer: MayDiffer, pair: Pairing): boolean {
  if (before === after) return true;
  if (before.errors.length > 0 && after.errors.length === 0) return false;
  return new Comparison(mayDiffer, pair).isSame(before.root, after.root);
}

class Comparison {
  /** What is still to be compared, two by two: expressions may be nested without limit. */
  private readonly open: Expr[] = [];
  private isTruthBound = false;
  private isTruthChanged = false;

  constructor(
    private readonly mayDiffer: MayDiffer,
    private readonly pair: Pairing,
  ) {}

  isSame(before: Expr, after: Expr): boolean {
    const { open } = this;
    open.push(before, after);
    for (let b = open.pop(), a = open.pop(); a !== undefined && b !== undefined; b = open.pop(), a = open.pop()) {
      this.pair(a, b);
      if (a !== b && !this.isAlike(a, b)) return false;
    }
    // Where the file has a `true` of its own, nobody knows here which one is meant.
    return !(this.isTruthBound && this.isTruthChanged);
  }

  private isAlike(a: Expr, b: Expr): boolean {
    switch (a.kind) {
      case 'int':
        return b.kind === 'int' && (a.digits === b.digits || (isSafe(a) && isSafe(b) && this.mayDiffer(a, b)));
      case 'float':
        return b.kind === 'float' && (Object.is(a.value, b.value) || this.mayDiffer(a, b));
      case 'search-path':
        return b.kind === 'search-path' && a.text === b.text;
      case 'variable':
        return b.kind === 'variable' && (a.name === b.name || this.isOtherTruth(a, b));
      case 'string':
        return b.kind === 'string' && a.style === b.style && this.text(a, b);
      case 'path':
        return b.kind === 'path' && this.parts(a.parts, b.parts);
      case 'list':
        return (
          b.kind === 'list' && sameLength(a.items, b.items) && a.items.every((item, i) => this.then(item, b.items[i]))
        );
      case 'attrs':
        return b.kind === 'attrs' && a.recursive === b.recursive && this.bindings(a.bindings, b.bindings, a.recursive);
      case 'let':
        return b.kind === 'let' && this.bindings(a.bindings, b.bindings, true) && this.then(a.body, b.body);
      case 'lambda':
        return b.kind === 'lambda' && this.head(a, b) && this.then(a.body, b.body);
      default:
        return this.isAlikeInside(a, b);
    }
  }

  /** The same for what is put together of a fixed number of others. */
  private isAlikeInside(a: Expr, b: Expr): boolean {
    switch (a.kind) {
      case 'select':
        return (
          b.kind === 'select' && this.names(a.path, b.path) && this.then(a.target, b.target, a.fallback, b.fallback)
        );
      case 'has-attr':
        return b.kind === 'has-attr' && this.names(a.path, b.path) && this.then(a.target, b.target);
      case 'apply':
        return b.kind === 'apply' && this.then(a.fn, b.fn, a.argument, b.argument);
      case 'with':
        return b.kind === 'with' && this.then(a.scope, b.scope, a.body, b.body);
      case 'if':
        return (
          b.kind === 'if' && this.then(a.condition, b.condition, a.then, b.then) && this.then(a.otherwise, b.otherwise)
        );
      case 'assert':
        return b.kind === 'assert' && this.then(a.condition, b.condition, a.body, b.body);
      case 'unary':
        return b.kind === 'unary' && a.operator === b.operator && this.then(a.operand, b.operand);
      case 'binary':
        return b.kind === 'binary' && a.operator === b.operator && this.then(a.left, b.left, a.right, b.right);
      case 'paren':
        return b.kind === 'paren' && this.then(a.inner, b.inner);
      default:
        return false;
    }
  }

  /** Leaves what stands for one another to be compared later; false where only one of two is there. */
  private then(a: Expr | undefined, b: Expr | undefined, c?: Expr, d?: Expr): boolean {
    if (a === undefined || b === undefined) return a === b;
    this.open.push(a, b);
    return c === undefined || d === undefined ? c === d : this.then(c, d);
  }

  private parts(a: readonly (string | Expr)[], b: readonly (string | Expr)[]): boolean {
    return (
      sameLength(a, b) &&
      a.every((part, i) => {
        const other = b[i];
        return typeof part === 'string' || typeof other === 'string' ? part === other : this.then(part, other);
      })
    );
  }

  /** The same interpolations, and the same between them unless nobody has looked there. */
  private text(a: StringExpr, b: StringExpr): boolean {
    if (isPlainText(a.parts) !== isPlainText(b.parts)) return false;
    const [was, is] = [a, b].map(({ parts }) => parts.filter((part) => typeof part !== 'string'));
    if (was === undefined || is === undefined || !sameLength(was, is)) return false;
    return (hasSameWords(a, b) || (beginsAlike(a, b) && this.mayDiffer(a, b))) && this.parts(was, is);
  }

  private isOtherTruth(a: VariableExpr, b: VariableExpr): boolean {
    if (!TRUTHS.has(a.name) || !TRUTHS.has(b.name) || !this.mayDiffer(a, b)) return false;
    this.isTruthChanged = true;
    return true;
  }

  private bindings(a: readonly Binding[], b: readonly Binding[], bind: boolean): boolean {
    return sameLength(a, b) && a.every((binding, i) => this.binding(binding, b[i] as Binding, bind));
  }

  private binding(a: Binding, b: Binding, binds: boolean): boolean {
    this.pair(a, b);
    const names = a.kind === 'binding' ? a.path.slice(0, 1) : a.names;
    if (binds) for (const name of names) if (name.kind === 'static') this.bound(name.name);
    if (a === b) return true;
    if (a.kind === 'binding') return b.kind === 'binding' && this.names(a.path, b.path) && this.then(a.value, b.value);
    return b.kind === 'inherit' && this.names(a.names, b.names) && this.then(a.from, b.from);
  }

  private names(a: readonly AttrName[], b: readonly AttrName[]): boolean {
    return sameLength(a, b) && a.every((name, i) => this.name(name, b[i] as AttrName));
  }

  private name(a: AttrName, b: AttrName): boolean {
    this.pair(a, b);
    return a.kind === 'static'
      ? b.kind === 'static' && a.name === b.name
      : b.kind === 'dynamic' && this.then(a.expr, b.expr);
  }

  private head(a: LambdaExpr, b: LambdaExpr): boolean {
    return this.identifier(a.param, b.param) && this.formals(a.formals, b.formals);
  }

  private formals(a: Formals | undefined, b: Formals | undefined): boolean {
    if (a === undefined || b === undefined) return a === b;
    this.pair(a, b);
    return (
      a.ellipsis === b.ellipsis &&
      sameLength(a.items, b.items) &&
      a.items.every((item, i) => {
        const other = b.items[i] as Formal;
        this.pair(item, other);
        return this.identifier(item.name, other.name) && this.then(item.fallback, other.fallback);
      })
    );
  }

  private identifier(a: Identifier | undefined, b: Identifier | undefined): boolean {
    if (a === undefined || b === undefined) return a === b;
    this.pair(a, b);
    this.bound(a.name);
    return a.name === b.name;
  }

  private bound(name: string): void {
    if (TRUTHS.has(name)) this.isTruthBound = true;
  }
}

const hasSameWords = ({ parts }: StringExpr, { parts: others }: StringExpr): boolean =>
  sameLength(parts, others) &&
  parts.every((part, i) => (typeof part === 'string' ? part === others[i] : typeof others[i] !== 'string'));

/** Longer ones may be no number at all, which nobody has to look for. */
const isSafe = ({ digits }: IntExpr): boolean => digits.length < 16;

/** Whether it is an absolute path is known without looking. */
function beginsAlike(a: StringExpr, b: StringExpr): boolean {
  const [was, is] = [plainText(a), plainText(b)];
  return was.startsWith('/') === is.startsWith('/') && (isPlainText(a.parts) || (was === '') === (is === ''));
}

const sameLength = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length;
