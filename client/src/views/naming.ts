// How files are named to the user: as the Explorer does it.
import * as vscode from 'vscode';
import { uriOfPath } from '../folders';
import type { Naming } from './row-text';

export const NAMING: Naming = {
  file: (uri) => relative(vscode.Uri.parse(uri)),
  path: (path) => relative(uriOfPath(path)),
};

/** A folder of the workspace is named as the Explorer names it; of what lies elsewhere the end of its path. */
function relative(uri: vscode.Uri): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.find((candidate) => candidate.uri.toString() === uri.toString());
  // The only one is named at the top of the Explorer.
  if (folder !== undefined) return folders.length === 1 ? '' : folder.name;
  if (uri.scheme === 'untitled') return uri.path;
  const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return isInside ? vscode.workspace.asRelativePath(uri) : uri.path.split('/').slice(-2).join('/');
}
