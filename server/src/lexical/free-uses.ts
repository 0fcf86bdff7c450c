// Where a piece of code uses names that it does not bind itself: what it reads from around it.
import { type ApplyExpr, type AttrName, type Expr, type LambdaExpr, type PathExpr, stripParens } from '../syntax/ast';
import { children } from '../syntax/children';

/** One use of a free name, with the attributes selected from it. */
export interface FreeUse {
  readonly name: string;
  /** `[ 'a' 'b' ]` in `name.a.b`. */
  readonly path: readonly string[];
  /** What selects it, for a place to show. */
  readonly expr: Expr;
  /** The name alone. */
  readonly variable: Expr;
  /** The bindings around the use, as the option path they would define; undefined where a name in it is computed. */
  readonly within: readonly string[] | undefined;
}

/** `import ./x.nix argument`. */
export interface FileCall {
  readonly expr: ApplyExpr;
  readonly path: PathExpr;
  readonly argument: Expr;
  readonly within: readonly string[] | undefined;
}

export interface Uses {
  readonly uses: readonly FreeUse[];
  readonly calls: readonly FileCall[];
  /** Names that a `with name;` may bring in, by the name of the set. */
  readonly fromWith: readonly FreeUse[];
}

interface State {
  readonly bound: ReadonlySet<string>;
  readonly within: readonly string[] | undefined;
  /** Sets that a `with` around opens, named by a variable. */
  readonly opened: readonly string[];
}

export function usesIn(expr: Expr, within: readonly string[] | undefined): Uses {
  const found = { uses: [], calls: [], fromWith: [] };
  visit(expr, { bound: new Set(), within, opened: [] }, found);
  return found;
}

interface Found {
  readonly uses: FreeUse[];
  readonly calls: FileCall[];
  readonly fromWith: FreeUse[];
}

function visit(expr: Expr, state: State, found: Found): void {
  switch (expr.kind) {
    case 'variable':
      use(expr, expr, [], state, found);
      return;
    case 'select': {
      const target = stripParens(expr.target);
      if (target.kind !== 'variable') break;
      const names = staticNames(expr.path);
      if (names.length === expr.path.length) use(target, expr, names, state, found);
      for (const child of children(expr)) if (child !== expr.target) visit(child, state, found);
      return;
    }
    // Only asks whether it is there.
    case 'has-attr':
      return;
    case 'lambda': {
      const bound = new Set([...state.bound, ...headNames(expr)]);
      for (const child of children(expr)) visit(child, { ...state, bound }, found);
      return;
    }
    case 'let':
    case 'attrs':
      visitBindings(expr, state, found);
      return;
    case 'with': {
      visit(expr.scope, state, found);
      const scope = stripParens(expr.scope);
      const opened =
        scope.kind === 'variable' && !state.bound.has(scope.name) ? [...state.opened, scope.name] : state.opened;
      visit(expr.body, { ...state, opened }, found);
      return;
    }
    case 'apply': {
      const call = fileCall(expr, state);
      if (call !== undefined) found.calls.push(call);
      break;
    }
    default:
      break;
  }
  for (const child of children(expr)) visit(child, state, found);
}

function use(
  variable: Extract<Expr, { kind: 'variable' }>,
  expr: Expr,
  path: readonly string[],
  state: State,
  { uses, fromWith }: Found,
): void {
  const { name } = variable;
  if (state.bound.has(name)) return;
  uses.push({ name, path, expr, variable, within: state.within });
  for (const set of state.opened)
    fromWith.push({ name: set, path: [name, ...path], expr, variable, within: state.within });
}

function visitBindings(expr: Extract<Expr, { kind: 'let' | 'attrs' }>, state: State, found: Found): void {
  const isRecursive = expr.kind === 'let' || expr.recursive;
  const own = expr.bindings.flatMap((binding) =>
    staticNames(binding.kind === 'inherit' ? binding.names : binding.path.slice(0, 1)),
  );
  const inner: State = isRecursive ? { ...state, bound: new Set([...state.bound, ...own]) } : state;
  for (const binding of expr.bindings) {
    if (binding.kind === 'inherit') {
      visitInherit(binding.from, binding.names, binding.from === undefined ? state : inner, found);
      continue;
    }
    for (const name of binding.path) if (name.kind === 'dynamic') visit(name.expr, inner, found);
    const names = staticNames(binding.path);
    const within =
      expr.kind === 'let' || state.within === undefined || names.length < binding.path.length
        ? undefined
        : [...state.within, ...names];
    visit(binding.value, { ...inner, within }, found);
  }
  if (expr.kind === 'let') visit(expr.body, { ...inner, within: state.within }, found);
}

/** `inherit (config.a) b;` reads `config.a.b`. */
function visitInherit(from: Expr | undefined, names: readonly AttrName[], state: State, found: Found): void {
  const source = from && stripParens(from);
  const target = source?.kind === 'select' && source.fallback === undefined ? stripParens(source.target) : source;
  const path = source?.kind === 'select' ? staticNames(source.path) : [];
  for (const name of names) {
    if (name.kind !== 'static') continue;
    const within = state.within && [...state.within, name.name];
    const at: Expr = { kind: 'variable', name: name.name, start: name.start, end: name.end };
    if (source === undefined) use(at as Extract<Expr, { kind: 'variable' }>, at, [], { ...state, within }, found);
    else if (target?.kind === 'variable' && (source.kind !== 'select' || path.length === source.path.length))
      use(target, at, [...path, name.name], { ...state, within, opened: [] }, found);
  }
  if (from !== undefined && target?.kind !== 'variable') visit(from, state, found);
}

function fileCall(expr: ApplyExpr, { within }: State): FileCall | undefined {
  const fn = stripParens(expr.fn);
  if (fn.kind !== 'apply') return undefined;
  const head = stripParens(fn.fn);
  const path = stripParens(fn.argument);
  return head.kind === 'variable' && head.name === 'import' && path.kind === 'path'
    ? { expr, path, argument: expr.argument, within }
    : undefined;
}

/** The names up to the first that is computed. */
function staticNames(path: readonly AttrName[]): readonly string[] {
  const names: string[] = [];
  for (const name of path) {
    if (name.kind !== 'static') break;
    names.push(name.name);
  }
  return names;
}

function headNames({ param, formals }: LambdaExpr): readonly string[] {
  return [...(param === undefined ? [] : [param.name]), ...(formals?.items.map(({ name }) => name.name) ?? [])];
}
