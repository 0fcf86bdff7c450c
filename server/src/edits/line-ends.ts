// A file keeps the line ends that it has, whatever is written into it.
import type { FileEdit } from '../base/text-edit';
import type { SourceTexts } from '../syntax/source-texts';

/** As the lines of a text end: as its first does. */
export function inLineEnds(newText: string, text: string): string {
  return text[text.indexOf('\n') - 1] === '\r' ? newText.replaceAll(/\r?\n/g, '\r\n') : newText;
}

export function editsInLineEnds(edits: readonly FileEdit[], sources: Pick<SourceTexts, 'read'>): readonly FileEdit[] {
  return edits.map((edit) =>
    edit.newText.includes('\n') ? { ...edit, newText: inLineEnds(edit.newText, sources.read(edit.file) ?? '') } : edit,
  );
}
