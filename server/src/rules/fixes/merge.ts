// From `a // b` to `mkMerge [ a b ]`.

import type { FileEdit } from '../../base/text-edit';
import { reach } from '../../edits/reach';
import { isAtom } from '../../edits/wrap';
import { writtenSet } from '../../lexical/update-chain';
import { l10n } from '../../protocol/l10n';
import { type BinaryExpr, type Expr, stripParens } from '../../syntax/ast';
import { pathTo } from '../../syntax/locate';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Fix } from '../engine/finding';

/** Names that are parts of a module, not options: inside a property they would be taken for options. */
const MODULE_PARTS = [
  'imports',
  'options',
  'config',
  'disabledModules',
  'freeformType',
  'key',
  'meta',
  'require',
  '_file',
  '_class',
];

export function mergeFix(
  update: BinaryExpr,
  operands: readonly Expr[],
  file: string,
  sources: SourceTexts,
): Fix | undefined {
  const text = sources.read(file);
  const tree = sources.parse(file);
  if (text === undefined || tree === undefined || !mayMerge(update, operands, pathTo(tree.root, update.start)))
    return undefined;
  const found = reach(['mkMerge'], { text, tree, offset: update.start, module: { head: undefined, wholeFile: false } });
  const gaps = operands.slice(1).map((operand, index) => gapBetween(operands[index] as Expr, operand, text));
  if (found === undefined || found.edits.length > 0 || gaps.includes(undefined)) return undefined;
  const edits: FileEdit[] = [{ file, start: update.start, end: update.start, newText: `${found.call('mkMerge')} [ ` }];
  for (const [index, operand] of operands.entries()) {
    const gap = gaps[index - 1];
    if (gap !== undefined) edits.push({ file, ...gap, newText: '' });
    if (isAtom(operand)) continue;
    edits.push(
      { file, start: operand.start, end: operand.start, newText: '(' },
      { file, start: operand.end, end: operand.end, newText: ')' },
    );
  }
  edits.push({ file, start: update.end, end: update.end, newText: ' ]' });
  return { title: l10n.t('Combine them with mkMerge'), kind: 'rewrite', preferred: true, edits };
}

/**
 * Whether the module system sees the result as definitions. What is not written out may be a module with
 * imports where it is one's body.
 */
function mayMerge(update: BinaryExpr, operands: readonly Expr[], around: readonly Expr[]): boolean {
  const sets = operands.map((operand) => {
    const inner = stripParens(operand);
    const content = inner.kind === 'apply' ? inner.argument : inner;
    return writtenSet(inner) ?? writtenSet(content);
  });
  if (sets.some((set) => MODULE_PARTS.some((name) => set?.names.has(name)))) return false;
  const parent = around[around.indexOf(update) - 1];
  return sets.every((set) => set !== undefined) || parent?.kind === 'attrs';
}

/** The operator with the blank behind it; undefined where a comment or a parenthesis stands there too. */
function gapBetween(
  left: Expr,
  right: Expr,
  text: string,
): { readonly start: number; readonly end: number } | undefined {
  const between = text.slice(left.end, right.start);
  const match = /^(\s*)\/\/( ?)\s*$/.exec(between);
  if (match === null) return undefined;
  const start = left.end + (match[1] ?? '').length;
  return { start, end: start + 2 + (match[2] ?? '').length };
}
