// Findings of a text that was edited since: where they stand now, until new ones are there.
import type { Location } from '../base/span';
import type { TextEdit } from '../base/text-edit';
import type { Finding } from '../rules/engine/finding';

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
