// Where a cursor stands among the settings of a module, also in a statement that is not finished: which set it is in,
// by which path, and what of a name or a value is written.
import { lastFrom, type Span, touches } from '../base/span';
import { type AttrName, type AttrsExpr, type Expr, stripParens } from '../syntax/ast';
import { propertyCall } from './property-call';

export interface SettingsAt {
  /** The names that lead to the place from where the search began, up to the word under the cursor. */
  readonly path: readonly string[];
  /** What stands there: a step of a name, or a value of the option at `path`. */
  readonly kind: 'name' | 'value';
  /** The word under the cursor, which is replaced. */
  readonly word: Span;
  /** The function of the library that is written before a value: `mkForce`. */
  readonly wrapper: string | undefined;
  /** Whether the statement ends here: nothing of it is written behind the word. */
  readonly isOpen: boolean;
  /** The paths that the other statements of the set give, from where the search began. */
  readonly others: readonly (readonly string[])[];
}

/** Undefined where the offset is in no set of settings, or within a longer value. */
export function settingsAt(from: Expr, offset: number, text: string): SettingsAt | undefined {
  const set = setAround(from, offset);
  return set && statementAt(set, offset, text);
}

/** A set of settings, and the names that lead to it. */
export interface SetAround {
  readonly attrs: AttrsExpr;
  readonly path: readonly string[];
  /** Whether what stands in it is defined whatever happens: no condition is around it, no `//`, and no `rec`. */
  readonly isCertain: boolean;
}

/** The innermost set that is made of settings: through properties, `//`, `if` and `let … in`. */
export function setAround(from: Expr, offset: number): SetAround | undefined {
  const path: string[] = [];
  let found: SetAround | undefined;
  let isCertain = true;
  for (let next: Expr | undefined = from; next !== undefined; ) {
    const expr = stripParens(next);
    if (expr.kind !== 'attrs') {
      next = partAround(expr, offset);
      isCertain &&= isTransparent(expr);
      // What is no set of settings is a value: what is in there is none of ours.
      if (next === undefined) return undefined;
      continue;
    }
    if (offset <= expr.start || offset >= expr.end) return undefined;
    isCertain &&= !expr.recursive;
    found = { attrs: expr, path: [...path], isCertain };
    const binding = lastFrom(expr.bindings, offset);
    if (binding?.kind !== 'binding' || !isWithin(binding.value, offset)) return found;
    if (!leadsToSet(binding.value)) return found;
    const names = staticNames(binding.path);
    if (names === undefined) return undefined;
    path.push(...names);
    next = binding.value;
  }
  return found;
}

/** What changes nothing of the settings in it. */
const isTransparent = (expr: Expr): boolean =>
  ['lambda', 'let', 'with', 'assert'].includes(expr.kind) || propertyCall(expr)?.kind === 'merge';

const isWithin = (span: Span, offset: number): boolean => span.start < offset && offset < span.end;

function staticNames(path: readonly AttrName[]): readonly string[] | undefined {
  const names = path.map((step) => (step.kind === 'static' ? step.name : undefined));
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** The part of an expression that may be a set of settings and is around the offset. */
function partAround(expr: Expr, offset: number): Expr | undefined {
  switch (expr.kind) {
    case 'lambda':
    case 'let':
    case 'with':
    case 'assert':
      return touches(expr.body, offset) ? expr.body : undefined;
    case 'if':
      return [expr.then, expr.otherwise].find((part) => touches(part, offset));
    case 'binary':
      return expr.operator === '//' ? [expr.left, expr.right].find((part) => touches(part, offset)) : undefined;
    case 'apply': {
      const call = propertyCall(expr);
      const content = call && stripParens(call.content);
      if (content === undefined || !touches(content, offset)) return undefined;
      return content.kind === 'list' ? content.items.find((item) => touches(item, offset)) : content;
    }
    default:
      return undefined;
  }
}

/** Whether a value is one that settings stand in, as far as its form says. */
function leadsToSet(value: Expr): boolean {
  const expr = stripParens(value);
  switch (expr.kind) {
    case 'attrs':
      return true;
    case 'lambda':
    case 'let':
    case 'with':
    case 'assert':
      return leadsToSet(expr.body);
    case 'if':
      return leadsToSet(expr.then) || leadsToSet(expr.otherwise);
    case 'binary':
      return expr.operator === '//' && (leadsToSet(expr.left) || leadsToSet(expr.right));
    case 'apply': {
      const content = propertyCall(expr)?.content;
      const inner = content && stripParens(content);
      return inner?.kind === 'list' ? inner.items.some(leadsToSet) : inner !== undefined && leadsToSet(inner);
    }
    default:
      return false;
  }
}

const NAME = String.raw`(?:[a-zA-Z_][\w'-]*|"(?:[^"\\$]|\\.)*")`;
const NAMED = new RegExp(String.raw`^((?:${NAME}\.)*)([a-zA-Z_][\w'-]*)?$`);
const VALUED = new RegExp(String.raw`^(${NAME}(?:\.${NAME})*)\s*=\s*(?:(?:lib\.)?(mk[A-Z]\w*)\s+)?\(?\s*("?[\w.-]*)$`);

/** What is written of the statement at the offset; what stands before the last statement that is whole is not. */
function statementAt({ attrs, path }: SetAround, offset: number, text: string): SettingsAt | undefined {
  const last = lastFrom(attrs.bindings, offset);
  const start =
    last === undefined ? attrs.start + 1 : offset < last.end || last.end === last.start ? last.start : last.end;
  const before = withoutComments(text.slice(start, offset)).trimStart();
  const at = (word: string): Pick<SettingsAt, 'word' | 'isOpen' | 'others'> => {
    const rest = (word.startsWith('"') ? /^[\w.-]*"?/ : /^[\w'-]*/).exec(text.slice(offset))?.[0].length ?? 0;
    return {
      word: { start: offset - word.length, end: offset + rest },
      isOpen: /^\s*(?:$|[\n;}])/.test(text.slice(offset + rest).split('\n', 1)[0] ?? ''),
      others: othersIn(attrs, offset).map((names) => [...path, ...names]),
    };
  };
  const named = NAMED.exec(before);
  if (named !== null)
    return { path: [...path, ...steps(named[1] ?? '')], kind: 'name', wrapper: undefined, ...at(named[2] ?? '') };
  const valued = VALUED.exec(before);
  if (valued === null) return undefined;
  return { path: [...path, ...steps(valued[1] ?? '')], kind: 'value', wrapper: valued[2], ...at(valued[3] ?? '') };
}

function othersIn({ bindings }: AttrsExpr, offset: number): readonly (readonly string[])[] {
  return bindings.flatMap((binding) => {
    const names = binding.kind === 'binding' && !touches(binding, offset) ? staticNames(binding.path) : undefined;
    return names === undefined ? [] : [names];
  });
}

/** Up to the cursor; a cursor in a comment leaves something that is no statement. */
const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, ' ').replaceAll(/#[^\n]*\n/g, '\n');

/** `a."b.c".` has two. */
const steps = (written: string): readonly string[] =>
  [...written.matchAll(/"((?:[^"\\]|\\.)*)"|[^."]+/g)].map(([whole, quoted]) => quoted ?? whole);
