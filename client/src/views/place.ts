// Going to a place that the server named.
import * as vscode from 'vscode';
import type { Place } from '../../../server/src/protocol/tree';

/** The arguments of `vscode.open` for a place. */
export function placeArguments({ uri, range: { start, end } }: Place): [vscode.Uri, vscode.TextDocumentShowOptions] {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  return [vscode.Uri.parse(uri), { selection }];
}
