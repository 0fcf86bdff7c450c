// What can be written at a place, in our own domain only: specialisations, and what stands in one.
import type { Analysis } from '../../analysis/analysis';
import { moduleAt, type NodeNow } from '../../analysis/module-at';
import type { SourceTexts } from '../../syntax/source-texts';
import type { CompletionItem, Completions } from './item';
import { markerNames, specialisationNames } from './named';
import { optionsOfBase, optionsThatAre } from './options';
import { specialisationItems } from './specialisations';
import { valuesOfOption } from './values';

/** What is written now: something is begun that was not analysed. */
interface Now {
  readonly texts: SourceTexts;
  readonly node: NodeNow;
}

/**
 * Undefined where there is nothing to say.
 * @param offersOptions whether options and values of NixOS are offered that the base does not set
 */
export function completionsAt(
  analysis: Analysis,
  file: string,
  offset: number,
  { texts, node }: Now,
  offersOptions: boolean,
): Completions | undefined {
  const [text, tree] = [texts.read(file), texts.parse(file)];
  if (text === undefined || tree === undefined) return undefined;
  const names = specialisationNames(analysis, { text, tree }, offset);
  if (names !== undefined) return names;
  const place = moduleAt(analysis, file, offset, texts, node);
  if (place === undefined) return undefined;
  const marker = markerNames(place);
  if (marker !== undefined) return marker;
  const forcing = { place, file, text, tree };
  const keys = specialisationItems(place, text);
  const isInside = place.system.base !== undefined;
  if (!isInside) return keys.length === 0 ? undefined : { word: place.word, items: keys };
  if (place.kind === 'value')
    return { word: place.word, items: [...keys, ...(offersOptions ? valuesOfOption(place, forcing) : [])] };
  const ofBase = optionsOfBase(place, forcing);
  const others = offersOptions ? optionsThatAre(place) : [];
  return { word: place.word, items: distinct([...keys, ...ofBase, ...others]) };
}

/** The first of each label. */
function distinct(items: readonly CompletionItem[]): readonly CompletionItem[] {
  const found = new Map<string, CompletionItem>();
  for (const item of items) if (!found.has(item.label)) found.set(item.label, item);
  return [...found.values()];
}
