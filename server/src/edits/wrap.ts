// Wrapping the value of a definition in a priority function or a condition: at the leaf, replacing a wrapper that is
// there, parentheses only where needed.

import type { FileEdit } from '../base/text-edit';
import type { Definition } from '../modules/definition';
import { writtenIn } from '../modules/written';
import { type Expr, stripParens } from '../syntax/ast';
import { pathTo } from '../syntax/locate';
import type { SourceTexts } from '../syntax/source-texts';
import { type Reach, reach } from './reach';

export type Wrapper =
  | { readonly kind: 'override'; readonly fn: 'mkForce' | 'mkDefault' }
  | { readonly kind: 'override'; readonly fn: 'mkOverride'; readonly priority: number }
  | { readonly kind: 'base-only' }
  /** The value without the override that stands around it. */
  | { readonly kind: 'plain' };

/**
 * Edits that wrap the value, and whatever makes the function's name reachable; undefined where the
 * value cannot be edited safely.
 */
export function wrapValue(
  definition: Definition,
  wrapper: Wrapper,
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  const leaf = leafOf(definition);
  if (leaf === undefined) return undefined;
  const { file, whole, content } = leaf;
  const text = sources.read(file);
  const tree = sources.parse(file);
  if (text === undefined || tree === undefined) return undefined;
  const module = writtenIn(definition.module, file) ?? { head: undefined, wholeFile: false };
  const argument = isArgument(tree.root, whole);
  const around = { text, tree, offset: whole.start, module };
  const inFile = (edits: readonly Omit<FileEdit, 'file'>[]): readonly FileEdit[] =>
    edits.map((edit) => ({ file, ...edit }));
  if (wrapper.kind === 'plain') {
    if (content === whole) return undefined;
    const bare = argument ? content : stripParens(content);
    return inFile([{ start: whole.start, end: whole.end, newText: text.slice(bare.start, bare.end) }]);
  }
  if (wrapper.kind === 'base-only') {
    const found = reach(['mkIf', 'config'], around);
    return found === undefined
      ? undefined
      : inFile([
          ...wrap(whole, whole, `${found.call('mkIf')} (config.specialisation != { })`, argument, text),
          ...found.edits,
        ]);
  }
  const found: Reach | undefined = reach([wrapper.fn], around);
  if (found === undefined) return undefined;
  const prefix =
    wrapper.fn === 'mkOverride'
      ? `${found.call('mkOverride')} ${wrapper.priority < 0 ? `(${wrapper.priority})` : wrapper.priority}`
      : found.call(wrapper.fn);
  return inFile([...wrap(whole, content, prefix, argument, text), ...found.edits]);
}

interface Leaf {
  readonly file: string;
  /** What stands in the file now: the value with the override around it, if any. */
  readonly whole: Expr;
  /** What stays: the value without the override. */
  readonly content: Expr;
}

/** The expression to edit. None for values that only an `inherit`, a function's result or a set further out gives. */
function leafOf(definition: Definition): Leaf | undefined {
  const { origin } = definition.entry;
  const { override } = definition;
  if (origin === undefined || origin.inherited || override?.at === 'outside' || origin.value.kind === 'error')
    return undefined;
  if (override === undefined) return { file: origin.file, whole: origin.value, content: origin.value };
  const inner = override.content.origin;
  const whole = stripParens(origin.value);
  // The override must be written here, not in a variable that others may use too.
  if (
    inner === undefined ||
    inner.file !== origin.file ||
    inner.value.start < whole.start ||
    inner.value.end > whole.end ||
    inner.value === whole
  )
    return undefined;
  return { file: origin.file, whole, content: inner.value };
}

/**
 * Puts `prefix` before `content`, in the place of what stands between `whole` and `content`; the call itself in
 * parentheses where it is an argument.
 */
function wrap(
  whole: Expr,
  content: Expr,
  prefix: string,
  argument: boolean,
  text: string,
): readonly Omit<FileEdit, 'file'>[] {
  const inner = isAtom(content) ? ['', ''] : ['(', ')'];
  const outer = argument ? ['(', ')'] : ['', ''];
  const open = `${outer[0]}${prefix} ${inner[0]}`;
  const close = `${inner[1]}${outer[1]}`;
  if (content.start === whole.start && content.end < whole.end)
    return [{ start: whole.start, end: whole.end, newText: open + text.slice(content.start, content.end) + close }];
  const edits = [{ start: whole.start, end: content.start, newText: open }];
  if (close !== '' || content.end < whole.end) edits.push({ start: content.end, end: whole.end, newText: close });
  return edits;
}

/** Whether an expression is a function's argument or a list's element, where a call needs parentheses. */
function isArgument(root: Expr, expr: Expr): boolean {
  const around = pathTo(root, expr.start);
  const index = around.indexOf(expr);
  const parent = index > 0 ? around[index - 1] : undefined;
  return (
    parent?.kind === 'list' ||
    (parent?.kind === 'apply' && parent.argument === expr) ||
    parent?.kind === 'binary' ||
    parent?.kind === 'unary'
  );
}

/** What may stand as a function's argument without parentheses. */
export function isAtom(expr: Expr): boolean {
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'string':
    case 'path':
    case 'search-path':
    case 'variable':
    case 'list':
    case 'attrs':
    case 'paren':
      return true;
    case 'select':
      return true;
    default:
      return false;
  }
}
