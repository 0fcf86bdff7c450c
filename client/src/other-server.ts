// Whether another extension runs a language server on Nix files. Where both would answer, the general one goes first.
import * as vscode from 'vscode';
import { serverOf } from './known-servers';

export function hasOtherServer(): boolean {
  return vscode.extensions.all.some(({ id, packageJSON }) => {
    const server = serverOf(id, packageJSON);
    if (server === undefined) return false;
    return server.setting === null || vscode.workspace.getConfiguration().get<unknown>(server.setting) === true;
  });
}
