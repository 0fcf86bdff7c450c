// The text around what is wrong in a module, as fixes look at it.

import type { Analysis } from '../../analysis/analysis';
import type { Origin } from '../../eval/values';
import { propertyCall } from '../../lexical/property-call';
import type { Scope } from '../../modules/definition';
import {
  type AttrName,
  type Expr,
  type LambdaExpr,
  type ListExpr,
  type PathExpr,
  type SyntaxTree,
  stripParens,
} from '../../syntax/ast';
import { bindingsAt, pathTo } from '../../syntax/locate';
import type { SourceTexts } from '../../syntax/source-texts';

interface Around {
  /** The head of the module in the file. */
  readonly head: LambdaExpr | undefined;
  readonly scope: Scope;
  readonly analysis: Analysis;
  readonly sources: SourceTexts;
}

/** The text around what is wrong, as far as fixes need it. */
export interface Site extends Around {
  readonly file: string;
  readonly text: string;
  readonly tree: SyntaxTree;
  /** Where its name stands, or else it itself. */
  readonly key: number;
  readonly value: Expr;
  /** The expressions around the value, outermost first. */
  readonly around: readonly Expr[];
}

export function siteOf(origin: Origin | undefined, given: Around): Site | undefined {
  if (origin === undefined || origin.inherited) return undefined;
  const { file, key, value } = origin;
  const [text, tree] = [given.sources.read(file), given.sources.parse(file)];
  if (text === undefined || tree === undefined) return undefined;
  const around = pathTo(tree.root, value.start);
  // A module that stands in a list of another one reads the names around it.
  const head = given.head ?? around.findLast((expr): expr is LambdaExpr => expr.kind === 'lambda');
  return { ...given, head, file, text, tree, key: key.start, value, around };
}

/** `./x.nix` or `import ./x.nix`. */
export function pathOf(expr: Expr): PathExpr | undefined {
  const inner = stripParens(expr);
  if (inner.kind === 'path') return inner;
  if (inner.kind !== 'apply' || inner.fn.kind !== 'variable' || inner.fn.name !== 'import') return undefined;
  const argument = stripParens(inner.argument);
  return argument.kind === 'path' ? argument : undefined;
}

/** The list whose element an expression is, or is wrapped in by properties. */
export function elementAround({ around, value }: Site): { readonly list: ListExpr; readonly item: Expr } | undefined {
  const list = around.findLast((outer): outer is ListExpr => outer.kind === 'list');
  const item = list?.items.find(({ start, end }) => start <= value.start && value.end <= end);
  if (list === undefined || item === undefined) return undefined;
  const isDirect = stripParens(item) === stripParens(value);
  return isDirect || propertyCall(item)?.kind === 'if' ? { list, item } : undefined;
}

export function isImportsList(list: ListExpr, { tree }: Site): boolean {
  const binding = bindingsAt(tree.root, list.start).at(-1)?.binding;
  return (
    binding?.kind === 'binding' && stripParens(binding.value) === list && nameOf(binding.path.at(-1)) === 'imports'
  );
}

export const outermostParens = ({ around, value }: Site): Expr =>
  around.find((outer) => outer.kind === 'paren' && stripParens(outer) === stripParens(value)) ?? value;

export const textOf = ({ start, end }: Expr, { text }: Site): string => text.slice(start, end);

export const nameOf = (name: AttrName | undefined): string | undefined =>
  name?.kind === 'static' ? name.name : undefined;

/** All of them, where each is there. */
export function allOf<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = items.filter((item) => item !== undefined);
  return found.length === items.length ? found : undefined;
}
