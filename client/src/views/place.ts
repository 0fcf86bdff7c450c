// Going to a place that the server named.
import * as vscode from 'vscode';
import type { Place } from '../../../server/src/protocol/tree';
import { documentSchemes } from '../folders';

/** The arguments of `vscode.open` for a place. Throws where it is not in a document. */
export function placeArguments({ uri, range: { start, end } }: Place): [vscode.Uri, vscode.TextDocumentShowOptions] {
  const document = vscode.Uri.parse(uri);
  // Opening anything else could leave the editor.
  if (!documentSchemes().has(document.scheme)) throw new Error('This place is in no document.');
  return [document, { selection: new vscode.Range(start.line, start.character, end.line, end.character) }];
}
