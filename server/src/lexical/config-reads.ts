// What a file reads of the configuration, as far as its text tells: `config.a.b`, `cfg.b` after `cfg =
// config.a`, `inherit (config.a) b`.
import { memoOf } from '../base/memo';
import type { Location } from '../base/span';
import { type AttrName, type Binding, type Expr, type SyntaxTree, stripParens } from '../syntax/ast';
import { eachChild } from '../syntax/children';
import { scopeAt } from '../syntax/scope';
import type { SourceTexts } from '../syntax/source-texts';
import { boundTo } from './resolve';

export interface Read {
  /** As far as it is written out; empty where the configuration is handed on as a whole. */
  readonly path: readonly string[];
  readonly at: number;
}

export interface ReadsOfFile {
  readonly reads: readonly Read[];
  /** All names that are selected of anything. */
  readonly names: ReadonlySet<string>;
}

/** The options that a stretch of a file reads, as far as its text tells. */
export function readsWithin({ file, start, end }: Location, sources: SourceTexts): readonly (readonly string[])[] {
  const tree = sources.parse(file);
  if (tree === undefined) return [];
  return readsOf(tree.root).reads.flatMap(({ at, path }) => (start <= at && at < end ? [path] : []));
}

/** Names are followed no further: what is asked of is a condition. */
const MOST_NAMES = 400;

/** The options that an expression reads, and what the names in it are bound to; each once, in the order of the text. */
export function readsThrough(expr: Expr, tree: SyntaxTree): readonly (readonly string[])[] {
  const { reads } = readsOf(tree.root);
  const found = new Map<string, readonly string[]>();
  const seen = new Set<Expr>();
  const pending = [expr];
  for (let next = pending.shift(); next !== undefined && seen.size < MOST_NAMES; next = pending.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { path, at } of reads)
      if (path.length > 0 && next.start <= at && at < next.end) found.set(path.join('\0'), path);
    pending.push(...boundIn(next, tree));
  }
  return [...found.values()];
}

/** What the names in an expression are bound to by a `let`. */
function boundIn(expr: Expr, tree: SyntaxTree): readonly Expr[] {
  const found: Expr[] = [];
  const pending = [expr];
  for (let inner = pending.pop(); inner !== undefined; inner = pending.pop()) {
    if (inner.kind === 'variable') {
      const declaration = scopeAt(tree.root, inner.start).names.get(inner.name);
      const value = declaration?.by === 'let' ? boundTo(declaration) : undefined;
      if (value !== undefined) found.push(value);
    } else eachChild(inner, (child) => void pending.push(child));
  }
  return found;
}

/** The arguments of modules that are configurations, and `options`, which gives their values too. */
export const CONFIGURATIONS = ['config', 'options', 'osConfig', 'nixosConfig'] as const;

export const readsOf: (root: Expr) => ReadsOfFile = memoOf((root) => {
  const search = new ReadSearch();
  search.visit(root);
  return search;
});

class ReadSearch implements ReadsOfFile {
  readonly reads: Read[] = [];
  readonly names = new Set<string>();
  /** What stands for a part of the configuration, wherever in the file: shadowing is not looked at. */
  private readonly aliases = new Map<string, readonly string[]>(CONFIGURATIONS.map((name) => [name, []]));

  visit(expr: Expr): void {
    switch (expr.kind) {
      case 'variable':
        this.whole(expr);
        return;
      case 'select':
        this.select(expr);
        return;
      case 'has-attr':
        // Asks whether it is there, not what it is.
        if (this.pathOf(expr.target) === undefined) this.visit(expr.target);
        return;
      case 'let':
        for (const binding of expr.bindings) this.alias(binding);
        this.visit(expr.body);
        return;
      case 'attrs':
        for (const binding of expr.bindings) this.binding(binding);
        return;
      default:
        eachChild(expr, (child) => this.visit(child));
    }
  }

  /** The path of the configuration that an expression is; undefined for anything else. */
  private pathOf(expr: Expr): readonly string[] | undefined {
    const inner = stripParens(expr);
    if (inner.kind === 'variable') return this.aliases.get(inner.name);
    if (inner.kind !== 'select' || inner.fallback !== undefined) return undefined;
    const target = this.pathOf(inner.target);
    const names = staticNames(inner.path);
    return target && names.length === inner.path.length ? [...target, ...names] : undefined;
  }

  private whole(expr: Expr): void {
    const path = this.pathOf(expr);
    if (path !== undefined) this.reads.push({ path, at: expr.start });
  }

  private select(expr: Extract<Expr, { kind: 'select' }>): void {
    const names = staticNames(expr.path);
    for (const name of names) this.names.add(name);
    const target = this.pathOf(expr.target);
    if (target === undefined) this.visit(expr.target);
    else this.reads.push({ path: [...target, ...names], at: expr.start });
    for (const step of expr.path) if (step.kind === 'dynamic') this.visit(step.expr);
    if (expr.fallback !== undefined) this.visit(expr.fallback);
  }

  /** In a `let`, a part of the configuration only gets another name. */
  private alias(binding: Binding): void {
    if (binding.kind === 'inherit') {
      const from = binding.from && this.pathOf(binding.from);
      if (from === undefined) this.binding(binding);
      else for (const name of staticNames(binding.names)) this.aliases.set(name, [...from, name]);
      return;
    }
    const [name, ...more] = binding.path;
    const path = this.pathOf(binding.value);
    if (path !== undefined && name?.kind === 'static' && more.length === 0) {
      this.aliases.set(name.name, path);
      for (const step of path) this.names.add(step);
    } else this.binding(binding);
  }

  private binding(binding: Binding): void {
    if (binding.kind === 'binding') {
      for (const step of binding.path) if (step.kind === 'dynamic') this.visit(step.expr);
      this.visit(binding.value);
      return;
    }
    const from = binding.from && this.pathOf(binding.from);
    if (binding.from !== undefined && from === undefined) this.visit(binding.from);
    for (const name of staticNames(binding.names)) {
      this.names.add(name);
      const path = binding.from === undefined ? this.aliases.get(name) : from && [...from, name];
      if (path !== undefined) this.reads.push({ path, at: binding.start });
    }
  }
}

/** The names of a path up to the first that is computed. */
function staticNames(path: readonly AttrName[]): readonly string[] {
  const end = path.findIndex((name) => name.kind !== 'static');
  return (end < 0 ? path : path.slice(0, end)).map((name) => (name.kind === 'static' ? name.name : ''));
}
