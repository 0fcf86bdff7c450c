// The folders that are open, and where what the server names by a path is found.
import * as vscode from 'vscode';
import { virtualAddress } from '../../server/src/protocol/virtual-paths';

/** Their paths; of folders on no disk their path in what they are part of. */
export function openFolders(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
}

/** The address of a file that the server names by a path. */
export function uriOfPath(path: string): vscode.Uri {
  const address = virtualAddress(path);
  return address === undefined ? vscode.Uri.file(path) : vscode.Uri.from(address);
}

/** Where a browser keeps what extensions write, as the example. */
const STORAGE = 'vscode-userdata';

/** What may be configurations of the user: files, documents that were never saved, and what the open folders are. */
export function documentSchemes(): ReadonlySet<string> {
  return new Set(['file', 'untitled', STORAGE, ...folderSchemes()]);
}

/** Whether only the editor can read what is open: a repository on a server, an archive. */
export const isVirtualWorkspace = (): boolean => folderSchemes().some((scheme) => scheme !== 'file');

const folderSchemes = (): readonly string[] => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
