// Where a configuration reads one of its specialisations.
import type { Location } from '../../base/span';
import { isSomeones } from '../../eval/store';
import { type SpecialisationName, specialisationNames } from '../../lexical/specialisation-names';
import type { Expr, SyntaxTree } from '../../syntax/ast';
import { eachChild } from '../../syntax/children';
import type { SourceTexts } from '../../syntax/source-texts';
import type { Analysis } from '../analysis';
import { atOffset } from '../at-offset';
import { specialisationAt } from './place-report';

/** The names of the specialisation at a place, wherever an analysis reads it. */
export function readsOfPlace(
  analysis: Analysis,
  file: string,
  offset: number,
  sources: SourceTexts,
): readonly Location[] {
  const at = atOffset(analysis, file, offset, sources);
  const entry = at && specialisationAt(analysis, at);
  if (entry === undefined) return [];
  return [...analysis.files].filter(isSomeones).flatMap((each) => {
    const tree = sources.parse(each);
    return tree === undefined
      ? []
      : [...readsIn(tree, entry.name)].map(({ span: { start, end } }) => ({ file: each, start, end }));
  });
}

/** All places of a text that read a specialisation of this name. */
export function* readsIn(tree: SyntaxTree, name: string): Iterable<SpecialisationName> {
  const pending: Expr[] = [tree.root];
  for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
    yield* specialisationNames(expr, tree, name);
    eachChild(expr, (child) => pending.push(child));
  }
}
