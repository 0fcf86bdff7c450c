// What there is to say of a statement that is not finished, which no system has.
import type { SourceTexts } from '../../syntax/source-texts';
import type { Analysis } from '../analysis';
import { stepAt } from '../definitions-at';
import { moduleAt, type NodeNow } from '../module-at';
import { optionReport } from './option-report';
import type { PlaceReport } from './place-report';

/** The option that its name comes to, up to the word at the offset. @param now the text that is typed in */
export function begunPlace(
  analysis: Analysis,
  file: string,
  offset: number,
  now: { readonly texts: SourceTexts; readonly node: NodeNow },
): PlaceReport | undefined {
  const { texts, node } = now;
  const [tree, text] = [texts.parse(file), texts.read(file)];
  if (tree === undefined || text === undefined || tree.errors.length === 0 || stepAt(tree, offset) !== undefined)
    return undefined;
  const word = moduleAt(analysis, file, offset, texts, node)?.word;
  const end = offset + (/^[\w'"-]+(?:\.[\w'"-]+)*/.exec(text.slice(offset))?.[0].length ?? 0);
  const place = moduleAt(analysis, file, end, texts, node);
  if (word === undefined || word.end === word.start || place?.kind !== 'name') return undefined;
  const last = text.slice(place.word.start, place.word.end);
  const option = optionReport(analysis, place.system, [...place.path, last]);
  return option && { span: word, option, specialisation: undefined, property: undefined };
}
