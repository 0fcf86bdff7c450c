// Calls of the library's property functions as they are written: mkIf, mkMerge, mkForce and their relatives.
import { writtenCall } from '../eval/provenance';
import { type Expr, type SyntaxTree, stripParens } from '../syntax/ast';
import { scopeAt } from '../syntax/scope';

export type PropertyKind = 'if' | 'merge' | 'override' | 'order';

interface PropertyFunction {
  readonly kind: PropertyKind;
  readonly arity: number;
}

const FUNCTIONS: ReadonlyMap<string, PropertyFunction> = new Map(
  Object.entries({
    mkIf: { kind: 'if', arity: 2 },
    mkMerge: { kind: 'merge', arity: 1 },
    mkOverride: { kind: 'override', arity: 2 },
    mkForce: { kind: 'override', arity: 1 },
    mkDefault: { kind: 'override', arity: 1 },
    mkOptionDefault: { kind: 'override', arity: 1 },
    mkImageMediaOverride: { kind: 'override', arity: 1 },
    mkVMOverride: { kind: 'override', arity: 1 },
    mkOrder: { kind: 'order', arity: 2 },
    mkBefore: { kind: 'order', arity: 1 },
    mkAfter: { kind: 'order', arity: 1 },
  } as const),
);

const MOST_ARGUMENTS = 2;

/** `lib.mkIf cond value`: everything that is needed to take it apart. */
export interface PropertyCall {
  readonly expr: Expr;
  readonly kind: PropertyKind;
  /** As the library calls it: `mkIf`. */
  readonly name: string;
  /** As it is written: `lib.mkIf`. */
  readonly head: Expr;
  /** The condition of an `if`, the number of an `mkOverride` or `mkOrder`. */
  readonly parameter: Expr | undefined;
  readonly content: Expr;
}

/** The property that an expression makes, by the names in it; parentheses around it are looked through. */
export function propertyCall(expr: Expr): PropertyCall | undefined {
  const inner = stripParens(expr);
  if (inner.kind !== 'apply' && inner.kind !== 'binary') return undefined;
  const { head, args } = writtenCall(inner, MOST_ARGUMENTS);
  const name = libraryName(head);
  const fn = name === undefined ? undefined : FUNCTIONS.get(name);
  if (name === undefined || fn?.arity !== args.length) return undefined;
  const content = args.at(-1);
  return (
    content && { expr: inner, kind: fn.kind, name, head, parameter: args.length === 2 ? args[0] : undefined, content }
  );
}

/** `mkIf`, `lib.mkIf`, `pkgs.lib.mkIf`, `lib.modules.mkIf`. */
function libraryName(head: Expr): string | undefined {
  if (head.kind === 'variable') return head.name;
  if (head.kind !== 'select' || head.fallback !== undefined) return undefined;
  const last = head.path.at(-1);
  if (last?.kind !== 'static') return undefined;
  const around = head.path.at(-2);
  const holder = around === undefined ? lastName(head.target) : around.kind === 'static' ? around.name : undefined;
  return holder === 'lib' || holder === 'modules' ? last.name : undefined;
}

function lastName(expr: Expr): string | undefined {
  const inner = stripParens(expr);
  if (inner.kind === 'variable') return inner.name;
  const last = inner.kind === 'select' ? inner.path.at(-1) : undefined;
  return last?.kind === 'static' ? last.name : undefined;
}

/** Whether the name in a call is the library's and not one that the file binds to something of its own. */
export function isLibraryCall({ head }: PropertyCall, tree: SyntaxTree): boolean {
  if (head.kind === 'select') {
    const target = stripParens(head.target);
    return target.kind !== 'variable' || target.name !== 'lib' || isGiven('lib', head, tree);
  }
  return head.kind === 'variable' && isGiven(head.name, head, tree);
}

/** Names from a head, an `inherit` or a `with`; what a `let` defines anew is another thing. */
function isGiven(name: string, at: Expr, tree: SyntaxTree): boolean {
  const declaration = scopeAt(tree.root, at.start).names.get(name);
  if (declaration === undefined || declaration.by !== 'let') return true;
  const { binder } = declaration;
  const binding =
    binder.kind === 'let'
      ? binder.bindings.find(
          (candidate) => candidate.kind === 'binding' && candidate.path[0]?.start === declaration.span.start,
        )
      : undefined;
  return binding?.kind === 'binding' && lastName(binding.value) === name;
}
