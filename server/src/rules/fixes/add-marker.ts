// Writing the name of a specialisation to the file by which `nh` knows it.
import { MARKER_PATH } from '../../analysis/checks/marker';
import type { FileEdit } from '../../base/text-edit';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import type { SystemKind } from '../../modules/system-options';
import { dotted, printString } from '../../syntax/print';
import type { SourceTexts } from '../../syntax/source-texts';
import { addToConfiguration } from './add-binding';

/** Undefined where its configuration is written nowhere that can be added to. */
export function markerEdits(
  entry: SpecialisationEntry,
  name: string,
  kind: SystemKind,
  sources: SourceTexts,
): readonly FileEdit[] | undefined {
  const path = dotted(MARKER_PATH[kind]).replace('etc.specialisation.', 'etc."specialisation".');
  return addToConfiguration(entry, [() => `${path} = ${printString(name)};`], sources);
}
