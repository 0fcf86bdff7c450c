// Names of a `let` or a `rec` set that need themselves, and by which others, as written.
import { memoOf } from '../base/memo';
import type { Span } from '../base/span';
import type { AttrName, Binding, Expr, SyntaxTree } from '../syntax/ast';
import { pathTo } from '../syntax/locate';
import { scopeAt } from '../syntax/scope';
import { usesIn } from './free-uses';

/** A name, and where it reads the next. */
export interface CircleStep {
  readonly name: string;
  /** Where it is bound. */
  readonly key: Span;
  readonly read: Span;
}

/** A name that is bound, and what it stands for: of `inherit (set) name` the set. */
interface Bound {
  readonly path: readonly AttrName[];
  readonly value: Expr;
  /** Where that is computed. */
  readonly site: Span;
}

/** Circles of more names, or beside more of them, are not looked for. */
const MOST = 300;

/**
 * The shortest circle of names that an expression takes part in, from the innermost binding around it; undefined where
 * there is none.
 */
export function circleAround(expr: Span, tree: SyntaxTree): readonly CircleStep[] | undefined {
  const around = pathTo(tree.root, expr.start).toReversed();
  for (const set of around) {
    const binding = bindingsOf(set).find(({ site }) => site.start <= expr.start && expr.end <= site.end);
    const circle = binding && circleFrom(binding, tree);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

/** The same objects whenever they are asked for. */
const bindingsOf: (expr: Expr) => readonly Bound[] = memoOf((expr) =>
  expr.kind === 'let' || (expr.kind === 'attrs' && expr.recursive) ? expr.bindings.flatMap(boundBy) : [],
);

function boundBy(binding: Binding): readonly Bound[] {
  if (binding.kind === 'binding') return [{ path: binding.path, value: binding.value, site: binding.value }];
  const { from, names } = binding;
  return from === undefined ? [] : names.map((name) => ({ path: [name], value: from, site: name }));
}

interface Reached {
  readonly binding: Bound;
  readonly way: readonly CircleStep[];
}

function circleFrom(start: Bound, tree: SyntaxTree): readonly CircleStep[] | undefined {
  const seen = new Set<Bound>([start]);
  const pending: Reached[] = [{ binding: start, way: [] }];
  for (const { binding, way } of pending) {
    for (const { read, to } of readsOf(binding, tree)) {
      const [first, last] = [binding.path[0], binding.path.at(-1)];
      if (first === undefined || last === undefined) continue;
      const step = { name: nameOf(binding), key: { start: first.start, end: last.end }, read };
      if (to === start) return [...way, step];
      if (seen.has(to) || seen.size >= MOST) continue;
      seen.add(to);
      pending.push({ binding: to, way: [...way, step] });
    }
  }
  return undefined;
}

const nameOf = ({ path }: Bound): string => path.map((name) => (name.kind === 'static' ? name.name : '…')).join('.');

interface BoundRead {
  readonly read: Span;
  readonly to: Bound;
}

function readsOf({ value }: Bound, tree: SyntaxTree): readonly BoundRead[] {
  return usesIn(value, undefined).uses.flatMap(({ name, path, expr, variable }): readonly BoundRead[] => {
    const binder = scopeAt(tree.root, variable.start).binder(name);
    const found = binder === undefined ? [] : bindingsOf(binder).filter((to) => reads(to, [name, ...path]));
    return found.map((to) => ({ read: expr, to }));
  });
}

/** Whether what is selected is what a binding binds, around it, or in it. */
const reads = ({ path }: Bound, selected: readonly string[]): boolean =>
  path.every((name, i) => selected[i] === undefined || (name.kind === 'static' && name.name === selected[i]));
