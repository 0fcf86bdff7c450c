// How a file reaches the library: the way it already does at a place, or by an argument added to its module head.

import type { TextEdit } from '../base/text-edit';
import { type AttrsExpr, type Expr, type LambdaExpr, type SyntaxTree, stripParens } from '../syntax/ast';
import { pathTo } from '../syntax/locate';
import { type Declaration, type ScopeAt, scopeAt } from '../syntax/scope';
import { addFormals } from './formals';

export interface Around {
  readonly text: string;
  readonly tree: SyntaxTree;
  /** Where the name will be used. */
  readonly offset: number;
  readonly module: {
    /** The function head that receives the module arguments, when it stands in this file. */
    readonly head: LambdaExpr | undefined;
    /** Whether the file as a whole is the module, so that a head may be put in front of it. */
    readonly wholeFile: boolean;
    /** The set that the module is, where it is neither a function nor a file. */
    readonly inline?: AttrsExpr | undefined;
  };
}

export interface Reach {
  /** How to write a function of the library here. */
  call(fn: string): string;
  /** What must be added to the file for that to work. */
  readonly edits: readonly TextEdit[];
}

/**
 * Makes names usable at a place: functions of the library, and `config` of the module.
 * Undefined where there is no safe way.
 */
export function reach(names: readonly string[], around: Around): Reach | undefined {
  const scope = scopeAt(around.tree.root, around.offset);
  const functions = names.filter((name) => name !== 'config');
  const library = scope.names.get('lib');
  if (library !== undefined && !mayBeLibrary(library)) return undefined;
  const style = styleOf(functions, scope, around);
  const missing = [
    ...(style === undefined ? ['lib'] : []),
    ...(names.includes('config') && !isModuleConfig(scope, around) ? ['config'] : []),
  ];
  if (missing.length === 0) return { call: style ?? plain, edits: [] };
  const edits = addArguments(missing, around);
  if (edits !== undefined) return { call: style ?? plain, edits };
  // No head to add to: the packages carry the library too.
  return missing.length === 1 && missing[0] === 'lib' && scope.binder('pkgs') !== undefined
    ? { call: (fn) => `pkgs.lib.${fn}`, edits: [] }
    : undefined;
}

const plain = (fn: string): string => `lib.${fn}`;

/** How the file says it already at this place; undefined when nothing of the library is in scope. */
function styleOf(
  functions: readonly string[],
  scope: ScopeAt,
  { module }: Around,
): ((fn: string) => string) | undefined {
  const isBare = (fn: string): boolean => {
    const declaration = scope.names.get(fn);
    return declaration === undefined ? scope.withs.some(isLibrary) : mayBeLibrary(declaration);
  };
  if (functions.every(isBare)) return (fn) => fn;
  if (scope.binder('lib') !== undefined) return plain;
  // `args: { … }`: the whole argument has the library.
  const argument = module.head?.formals === undefined ? module.head?.param?.name : undefined;
  return argument === undefined || argument.startsWith('_') || scope.binder(argument) !== module.head
    ? undefined
    : (fn) => `${argument}.lib.${fn}`;
}

/** Whether a name may stand for the library, or for what it has under this name: not where a `let` says otherwise. */
function mayBeLibrary({ by, binder, span }: Declaration): boolean {
  if ((by !== 'let' && by !== 'rec-attrs') || (binder.kind !== 'let' && binder.kind !== 'attrs')) return true;
  const binding = binder.bindings.find((one) => one.kind === 'binding' && one.path[0]?.start === span.start);
  if (binding?.kind !== 'binding') return true;
  const { kind } = stripParens(binding.value);
  return (
    binding.path.length === 1 && (kind === 'select' || kind === 'apply' || kind === 'variable' || kind === 'binary')
  );
}

/** `lib`, `pkgs.lib`, `inputs.nixpkgs.lib`. */
function isLibrary(expr: Expr): boolean {
  const inner = stripParens(expr);
  if (inner.kind === 'variable') return inner.name === 'lib';
  const last = inner.kind === 'select' ? inner.path[inner.path.length - 1] : undefined;
  return last?.kind === 'static' && last.name === 'lib';
}

/** Whether `config` here is the one that the module itself was given. */
function isModuleConfig(scope: ScopeAt, around: Around): boolean {
  const binder = scope.binder('config');
  if (binder === undefined || around.module.head !== undefined)
    return binder !== undefined && binder === around.module.head;
  const { inline } = around.module;
  return inline === undefined || inline.start < binder.start;
}

/** Edits that let a module take more arguments. */
export function addArguments(
  names: readonly string[],
  { text, tree, offset, module }: Around,
): readonly TextEdit[] | undefined {
  const { head } = module;
  if (head !== undefined && head.start <= offset && offset <= head.end) return addFormals(head, names, text);
  const inline = head === undefined ? listedSet(module.inline, tree) : undefined;
  if (inline !== undefined) return asFunction(inline, names, tree, offset);
  // A file that is a plain set becomes a function.
  const root = stripParens(tree.root);
  if (!module.wholeFile || root.kind === 'lambda' || head !== undefined) return undefined;
  return [{ start: tree.root.start, end: tree.root.start, newText: `{ ${[...names].sort().join(', ')}, ... }:\n` }];
}

interface ListedSet {
  readonly set: AttrsExpr;
  readonly inParens: boolean;
}

/** A module that stands in a list as a set: nobody else can take it for anything but a module. */
function listedSet(set: AttrsExpr | undefined, tree: SyntaxTree): ListedSet | undefined {
  if (set === undefined) return undefined;
  const around = pathTo(tree.root, set.start);
  const at = around.indexOf(set);
  const parent = around.slice(0, at).findLast(({ kind }) => kind !== 'paren');
  return at > 0 && parent?.kind === 'list' ? { set, inParens: around[at - 1]?.kind === 'paren' } : undefined;
}

/** `{ … }` becomes `({ lib, ... }: { … })`; undefined where the names mean something else around it. */
function asFunction(
  { set, inParens }: ListedSet,
  names: readonly string[],
  tree: SyntaxTree,
  offset: number,
): TextEdit[] | undefined {
  const { binder } = scopeAt(tree.root, offset);
  if (names.some((name) => binder(name) !== undefined)) return undefined;
  const head = `{ ${[...names].sort().join(', ')}, ... }: `;
  const [open, close] = inParens ? ['', ''] : ['(', ')'];
  return [
    { start: set.start, end: set.start, newText: open + head },
    { start: set.end, end: set.end, newText: close },
  ];
}
