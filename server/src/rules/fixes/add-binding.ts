// Adding a binding to what a specialisation configures.

import type { FileEdit } from '../../base/text-edit';
import { isFree } from '../../edits/free-path';
import { indentAt } from '../../edits/indent';
import { writtenNames } from '../../edits/names';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import {
  type AttrBinding,
  type AttrName,
  type AttrsExpr,
  type Expr,
  type SyntaxTree,
  stripParens,
} from '../../syntax/ast';
import { bindingsAt } from '../../syntax/locate';
import type { SourceTexts } from '../../syntax/source-texts';

/** Text like `a.b = 1;`, as it stands behind an indentation. */
export type Written = (indent: string) => string;

/**
 * Undefined where `configuration` is written nowhere as a set or a path.
 * @param paths what the statements set, where it may be set there already: then undefined, too
 */
export function addToConfiguration(
  { configuration }: SpecialisationEntry,
  bindings: readonly Written[],
  sources: SourceTexts,
  paths: readonly (readonly string[])[] = [],
): readonly FileEdit[] | undefined {
  for (const { entry } of configuration.definitions) {
    const [written] = (entry.origin && writtenNames(entry.origin, 'configuration', sources)) ?? [];
    const text = written && sources.read(written.file);
    if (written === undefined || text === undefined) continue;
    const { file, binding: around, step } = written;
    if (around.path.at(-1) !== step) {
      const path = text.slice(around.start, step.end);
      if (!paths.every((each) => isFreeBehind(around, step, each, sources.parse(file)))) return undefined;
      const indent = indentAt(around.start, text);
      const newText = bindings.map((write) => `\n${indent}${path}.${write(indent)}`).join('');
      return [{ file, start: around.end, end: around.end, newText }];
    }
    const set = bodyOf(around.value);
    if (set === undefined) continue;
    return paths.every((each) => isFree(set, each)) ? [{ file, ...addToSet(set, bindings, text) }] : undefined;
  }
  return undefined;
}

/** The same beside a statement whose path leads through a step. */
function isFreeBehind(
  { start, path }: AttrBinding,
  step: AttrName,
  more: readonly string[],
  tree: SyntaxTree | undefined,
): boolean {
  const owner = tree && bindingsAt(tree.root, start).at(-1)?.owner;
  const before = path.slice(0, path.indexOf(step) + 1).flatMap((each) => (each.kind === 'static' ? [each.name] : []));
  return owner?.kind === 'attrs' && isFree(owner, [...before, ...more]);
}

/** The set that a module is, or that its function returns. */
function bodyOf(expr: Expr): AttrsExpr | undefined {
  let inner = stripParens(expr);
  while (inner.kind === 'lambda' || inner.kind === 'let' || inner.kind === 'with') inner = stripParens(inner.body);
  if (inner.kind !== 'attrs') return undefined;
  // With `config` or `options` written out, other names are no options.
  const isExplicit = inner.bindings.some(
    (binding) =>
      binding.kind === 'binding' &&
      binding.path[0]?.kind === 'static' &&
      ['config', 'options'].includes(binding.path[0].name),
  );
  return isExplicit ? undefined : inner;
}

function addToSet(
  set: AttrsExpr,
  bindings: readonly Written[],
  text: string,
): { readonly start: number; readonly end: number; readonly newText: string } {
  const last = set.bindings.at(-1);
  if (last === undefined)
    return { start: set.start, end: set.end, newText: `{ ${bindings.map((write) => write('')).join(' ')} }` };
  const isOneLine = !text.slice(set.start, set.end).includes('\n');
  const indent = indentAt(last.start, text);
  const newText = bindings.map((write) => (isOneLine ? ` ${write('')}` : `\n${indent}${write(indent)}`)).join('');
  return { start: last.end, end: last.end, newText };
}
