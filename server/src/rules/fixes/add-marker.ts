// Writing the name of a specialisation to the file by which `nh` knows it.
import { MARKER_PATH } from '../../analysis/checks/marker';
import type { FileEdit } from '../../base/text-edit';
import type { SystemKind } from '../../modules/system-options';
import { dotted, printString } from '../../syntax/print';
import type { SettingsPlace } from './add-binding';

/** @param place among what the specialisation configures; undefined where nothing can be added to that */
export function markerEdits(
  place: SettingsPlace | undefined,
  name: string,
  kind: SystemKind,
): readonly FileEdit[] | undefined {
  const path = dotted(MARKER_PATH[kind]).replace('etc.specialisation.', 'etc."specialisation".');
  return place?.add([() => `${path} = ${printString(name)};`]);
}
