// Questions about a place of an open document.
import type { Position } from 'vscode-languageserver';
import type { PlaceInFile } from '../core/messages';
import type { Session } from '../session';

export interface AskedAt<T> extends PlaceInFile {
  readonly answer: T;
}

/** Undefined where the document is not open or became another meanwhile, or there is no answer. */
export async function askedAt<T>(
  uri: string,
  position: Position,
  { texts, documents }: Session,
  ask: (place: PlaceInFile) => Promise<T | undefined>,
): Promise<AskedAt<T> | undefined> {
  const file = texts.pathOf(uri);
  const document = file === undefined ? undefined : documents.get(file);
  if (file === undefined || document === undefined) return undefined;
  const offset = document.lines.offset(position);
  const answer = await ask({ file, offset });
  return answer === undefined || documents.get(file) !== document ? undefined : { file, offset, answer };
}
