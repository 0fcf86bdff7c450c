// Another name for a specialisation, where it is written; the file that holds the name for `nh` follows.
import { markerOf } from '../../analysis/checks/marker';
import type { FileEdit } from '../../base/text-edit';
import { renameAttribute } from '../../edits/names';
import type { Origin } from '../../eval/values';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import type { System } from '../../modules/system';
import { printName, printString } from '../../syntax/print';
import type { SourceTexts } from '../../syntax/source-texts';

export const originsOf = ({ merged }: SpecialisationEntry): readonly Origin[] =>
  merged.definitions.map((definition) => definition.entry.origin).filter((origin) => origin !== undefined);

/** Undefined where one of its definitions does not have the name written as a step of a path. */
export function nameEdits(
  entry: SpecialisationEntry,
  base: System,
  to: string,
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  const origins = originsOf(entry);
  if (origins.length < entry.merged.definitions.length) return undefined;
  const edits = renameAttribute(origins, entry.name, printName(to), sources);
  const specialisation = base.specialised.find((system) => system.entry === entry);
  return edits && [...edits, ...(specialisation === undefined ? [] : markerEdits(specialisation, to))];
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
