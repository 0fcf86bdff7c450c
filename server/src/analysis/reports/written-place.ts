// What there is to say of a statement that no system has: one that is not finished, or stands under a condition that
// does not hold.
import type { SourceTexts } from '../../syntax/source-texts';
import type { Analysis } from '../analysis';
import { moduleAt, type NodeNow } from '../module-at';
import { optionReport } from './option-report';
import { isBody, type PlaceReport } from './place-report';

/** The option that its name comes to, up to the word at the offset. @param now the text that is typed in */
export function writtenPlace(
  analysis: Analysis,
  file: string,
  offset: number,
  now: { readonly texts: SourceTexts; readonly node: NodeNow },
): PlaceReport | undefined {
  const { texts, node } = now;
  const text = texts.read(file) ?? '';
  const word = moduleAt(analysis, file, offset, texts, node)?.word;
  const end = offset + (/^[\w'"-]+(?:\.[\w'"-]+)*/.exec(text.slice(offset))?.[0].length ?? 0);
  const place = moduleAt(analysis, file, end, texts, node);
  if (word === undefined || word.end === word.start || place?.kind !== 'name') return undefined;
  const path = [...place.path, text.slice(place.word.start, place.word.end)];
  const option = isBody(path) ? undefined : optionReport(analysis, place.system, path);
  return option && { span: word, option, specialisation: undefined, property: undefined, isCode: false };
}
