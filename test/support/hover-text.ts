// The text of a hover at the mark of a fixture.
import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { atMark, SHOWS_MARKDOWN } from './at-mark';

export const isMarkup = (contents: Hover['contents']): contents is MarkupContent =>
  typeof contents === 'object' && 'kind' in contents;

/** The text of the hover, places of files by their names alone. */
export async function hoverText(fixture: string, overrides = SHOWS_MARKDOWN): Promise<string | null> {
  const hover = await atMark(
    fixture,
    (editor, { params }) => editor.request<Hover | null>('textDocument/hover', params),
    overrides,
  );
  if (hover === null || !isMarkup(hover.contents)) return null;
  return hover.contents.value.replaceAll(/\]\(file:[^)]*\/([^/)]*)\)/g, ']($1)');
}
