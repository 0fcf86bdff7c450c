// Whether another extension runs a language server on Nix files. Where both would answer, the general one goes first.
import * as vscode from 'vscode';

/** Extensions with a server, and the setting by which it is on; undefined where it always is. */
const OTHERS: readonly { readonly id: string; readonly setting: string | undefined }[] = [
  { id: 'jnoortheen.nix-ide', setting: 'nix.enableLanguageServer' },
];

export function hasOtherServer(): boolean {
  return OTHERS.some(
    ({ id, setting }) =>
      vscode.extensions.getExtension(id) !== undefined &&
      (setting === undefined || vscode.workspace.getConfiguration().get<unknown>(setting) === true),
  );
}
