// Another name for a specialisation, where it is written; the file that holds the name for `nh` follows.
import { markerOf } from '../../analysis/checks/marker';
import type { FileEdit } from '../../base/text-edit';
import { renameAttribute } from '../../edits/names';
import type { Origin } from '../../eval/values';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import type { System } from '../../modules/system';
import { pathTo } from '../../syntax/locate';
import { printName, printString } from '../../syntax/print';
import type { SourceTexts } from '../../syntax/source-texts';

export const originsOf = ({ merged }: SpecialisationEntry): readonly Origin[] =>
  merged.definitions.map((definition) => definition.entry.origin).filter((origin) => origin !== undefined);

/** Undefined where one of its definitions does not have the name written: as a step of a path, or as a text. */
export function nameEdits(
  entry: SpecialisationEntry,
  base: System,
  to: string,
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  const origins = originsOf(entry);
  if (origins.length < entry.merged.definitions.length) return undefined;
  const edits = origins.map(
    (origin) =>
      renameAttribute([origin], entry.name, printName(to), sources) ?? textEdits(origin, entry.name, to, sources),
  );
  if (!edits.every((each) => each !== undefined)) return undefined;
  const specialisation = base.specialised.find((system) => system.entry === entry);
  return [...edits.flat(), ...(specialisation === undefined ? [] : markerEdits(specialisation, to))];
}

/** Of a name that a function is given: `genAttrs [ "a" ]`. */
function textEdits(
  { file, inherited, name: at, key }: Origin,
  name: string,
  to: string,
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  const { start, end } = at ?? key;
  const tree = inherited ? undefined : sources.parse(file);
  const text = tree && pathTo(tree.root, start + 1).at(-1);
  const isName = text?.kind === 'string' && text.start === start && text.end === end;
  if (!isName || text.parts.length !== 1 || text.parts[0] !== name) return undefined;
  return [{ file, start, end, newText: printString(to) }];
}

function markerEdits(specialisation: System, to: string): readonly FileEdit[] {
  const marker = markerOf(specialisation);
  const winners = marker?.text === specialisation.name ? marker.merged.winners : [];
  return winners.flatMap(({ entry: { origin }, override }) => {
    const value = override?.at === 'value' ? override.content.origin?.value : origin?.value;
    return origin === undefined ||
      origin.inherited ||
      value?.kind !== 'string' ||
      value.parts[0] !== specialisation.name
      ? []
      : [{ file: origin.file, start: value.start, end: value.end, newText: printString(to) }];
  });
}
