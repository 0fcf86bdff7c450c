// Findings of a text that was edited since: where they stand now, until new ones are there.
import type { Location } from '../base/span';
import type { TextEdit } from '../base/text-edit';
import type { Finding } from '../rules/engine/finding';
import type { Checked } from '../rules/engine/unanimous';

/** The findings as far as the edits leave them alone, without fixes. Undefined edits: the whole text is another. */
export function shiftFindings(
  findings: readonly Finding[],
  file: string,
  edits: readonly TextEdit[] | undefined,
): readonly Finding[] {
  const isConcerned = (place: Location): boolean => place.file === file;
  const concerns = ({ related, mentions = [] }: Finding): boolean => [...related, ...mentions].some(isConcerned);
  if (!findings.some((finding) => isConcerned(finding) || concerns(finding))) return findings;
  return findings.flatMap((finding) => {
    const place = shifted(finding, file, edits);
    if (place === undefined) return [];
    const moved = <T extends Location>(places: readonly T[]): readonly T[] =>
      places.flatMap((other) => {
        const at = shifted(other, file, edits);
        return at === undefined ? [] : [{ ...other, ...at }];
      });
    const { related, mentions } = finding;
    const named = mentions === undefined ? {} : { mentions: moved(mentions) };
    return [{ ...finding, ...place, related: moved(related), ...named, fixes: () => [] }];
  });
}

/** The same of all that an entry point has. */
export const shiftChecked = (
  checked: readonly Checked[],
  file: string,
  edits: readonly TextEdit[] | undefined,
): readonly Checked[] => checked.map((each) => ({ ...each, findings: shiftFindings(each.findings, file, edits) }));

function shifted(place: Location, file: string, edits: readonly TextEdit[] | undefined): Location | undefined {
  let { start, end } = place;
  if (place.file !== file) return { file: place.file, start, end };
  if (edits === undefined) return undefined;
  for (const edit of edits) {
    const by = edit.newText.length - (edit.end - edit.start);
    if (edit.end <= start) {
      start += by;
      end += by;
    } else if (edit.start < end) {
      return undefined;
    }
  }
  return { file, start, end };
}
