// Going to a place that the server named.
import * as vscode from 'vscode';
import type { Place } from '../../../server/src/protocol/tree';

/** What documents of ours are. Opening anything else could leave the editor. */
const SCHEMES: ReadonlySet<string> = new Set(['file', 'untitled']);

/** The arguments of `vscode.open` for a place. Throws where it is not in a document. */
export function placeArguments({ uri, range: { start, end } }: Place): [vscode.Uri, vscode.TextDocumentShowOptions] {
  const document = vscode.Uri.parse(uri);
  if (!SCHEMES.has(document.scheme)) throw new Error('This place is in no document.');
  return [document, { selection: new vscode.Range(start.line, start.character, end.line, end.character) }];
}
