// Changes of code that the cursor, or a selection, asks for.
import type { Analysis } from '../../analysis/analysis';
import { moduleAround, systemInside } from '../../analysis/module-at';
import type { Span } from '../../base/span';
import { editsInLineEnds, inLineEnds } from '../../edits/line-ends';
import { isSomeones } from '../../eval/store';
import { setAround } from '../../lexical/settings-at';
import type { SourceTexts } from '../../syntax/source-texts';
import { additions } from './additions';
import { fromFile } from './from-file';
import { intoFile } from './into-file';
import { movesIntoSpecialisation, movesToBase } from './move';
import { flattenings, nestings } from './nesting';
import { overrides } from './override';
import { namesOf, type Refactor, type Selected } from './refactor';

const REFACTORS = [
  additions,
  overrides,
  movesIntoSpecialisation,
  movesToBase,
  intoFile,
  fromFile,
  nestings,
  flattenings,
];

/** Nothing where the selection is not among the settings of a module. */
export function refactorsAt(analysis: Analysis, file: string, span: Span, sources: SourceTexts): readonly Refactor[] {
  const selected = selectedAt(analysis, file, span, sources);
  const found = selected === undefined ? [] : REFACTORS.flatMap((refactor) => refactor(selected));
  // A specialisation may stand in an input.
  return found
    .filter(({ edits }) => edits.every((edit) => isSomeones(edit.file)))
    .map((refactor) => keepingLineEnds(refactor, sources.read(file) ?? '', sources));
}

/** @param text that a new file is made from */
function keepingLineEnds({ newFile, ...refactor }: Refactor, text: string, sources: SourceTexts): Refactor {
  const made = newFile && { newFile: { ...newFile, text: inLineEnds(newFile.text, text) } };
  return { ...refactor, ...made, edits: editsInLineEnds(refactor.edits, sources) };
}

function selectedAt(analysis: Analysis, file: string, span: Span, sources: SourceTexts): Selected | undefined {
  const [tree, text] = [sources.parse(file), sources.read(file)];
  const around = moduleAround(analysis, file, span.start, sources);
  const set = around && setAround(around.root, firstCode(span, text ?? ''));
  if (tree === undefined || text === undefined || around === undefined || set === undefined) return undefined;
  const touched = set.attrs.bindings.filter(({ start, end }) => start <= span.end && end >= span.start);
  const bindings = touched.flatMap((each) =>
    each.kind === 'binding' && namesOf(each).length === each.path.length ? [each] : [],
  );
  if (bindings.length === 0 || bindings.length < touched.length) return undefined;
  const inside = systemInside(around.system, set.path);
  return { analysis, sources, file, text, tree, span, around, set, inside, bindings };
}

/** A selection of whole lines begins with blanks. */
function firstCode({ start, end }: Span, text: string): number {
  const blanks = /^\s*/.exec(text.slice(start, end))?.[0].length ?? 0;
  return start + blanks;
}
