// Where code reads an attribute of a set that it has written itself: of `lib.mapAttrs f profiles` the names of
// specialisations stand in `profiles`, and whoever reads `profiles.gaming` names the same attribute.
import { groupBy } from '../../base/group-by';
import type { FileEdit } from '../../base/text-edit';
import { literalOf } from '../../lexical/resolve';
import type { Expr } from '../../syntax/ast';
import { eachChild } from '../../syntax/children';
import { bindingsAt } from '../../syntax/locate';
import { printName } from '../../syntax/print';
import type { SourceTexts } from '../../syntax/source-texts';

/** @param written the edits of names, the keys of sets among them */
export function readsOfSets(
  written: readonly FileEdit[],
  name: string,
  to: string,
  sources: SourceTexts,
): readonly FileEdit[] {
  return [...groupBy(written, ({ file }) => file)].flatMap(([file, edits]) => {
    const tree = sources.parse(file);
    if (tree === undefined) return [];
    const sets = new Set<Expr>();
    for (const { start } of edits) {
      const { owner, binding } = bindingsAt(tree.root, start).at(-1) ?? {};
      if (owner !== undefined && binding?.kind === 'binding' && binding.path[0]?.start === start) sets.add(owner);
    }
    const reads: FileEdit[] = [];
    const pending: Expr[] = [tree.root];
    for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
      eachChild(expr, (child) => pending.push(child));
      if (expr.kind !== 'select' && expr.kind !== 'has-attr') continue;
      const [step] = expr.path;
      const set = step?.kind === 'static' && step.name === name ? literalOf(expr.target, tree) : undefined;
      if (step !== undefined && set !== undefined && sets.has(set))
        reads.push({ file, start: step.start, end: step.end, newText: printName(to) });
    }
    return reads;
  });
}
