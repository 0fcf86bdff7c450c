// Hands files over to the server, where it cannot read them itself: those of the opened folders, through the file
// system of the workspace, and nothing else.
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { decoded } from '../../server/src/protocol/decoded';
import {
  type FilesParams,
  type FolderEntry,
  LARGEST_FILE,
  LIST_FOLDERS_REQUEST,
  type ListFoldersResult,
  MOST_ASKED,
  READ_FILES_REQUEST,
  type ReadFilesResult,
} from '../../server/src/protocol/files';

/** So many are read at once: each may be a request to a server. */
const AT_ONCE = 16;

/** Answers what the server asks of files. */
export function handFiles(client: Pick<BaseLanguageClient, 'onRequest'>): void {
  client.onRequest(
    LIST_FOLDERS_REQUEST,
    (params: FilesParams): Promise<ListFoldersResult> => ofEach(params, (uri) => entriesOf(uri)),
  );
  client.onRequest(
    READ_FILES_REQUEST,
    (params: FilesParams): Promise<ReadFilesResult> => ofEach(params, (uri) => textOf(uri)),
  );
}

/** What is found out of each address; null where that fails, or nobody has opened a folder around it. */
async function ofEach<T>({ uris }: FilesParams, find: (uri: vscode.Uri) => Promise<T>): Promise<readonly (T | null)[]> {
  const found: (T | null)[] = [];
  const asked = uris.slice(0, MOST_ASKED).map((uri) => vscode.Uri.parse(uri));
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const some = asked.slice(at, at + AT_ONCE).map(async (uri) => {
      if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return null;
      return find(uri).catch(() => null);
    });
    found.push(...(await Promise.all(some)));
  }
  return found;
}

async function entriesOf(uri: vscode.Uri): Promise<readonly FolderEntry[]> {
  const entries = await vscode.workspace.fs.readDirectory(uri);
  return entries.flatMap(([name, type]): readonly FolderEntry[] => {
    const isLink = (type & vscode.FileType.SymbolicLink) !== 0;
    if ((type & vscode.FileType.Directory) !== 0) return [[name, 'directory', isLink]];
    return (type & vscode.FileType.File) !== 0 ? [[name, 'file', isLink]] : [];
  });
}

async function textOf(uri: vscode.Uri): Promise<string | null> {
  // Nix files are read in hundreds, and small; of others the size is not known before.
  if (!uri.path.endsWith('.nix') && (await vscode.workspace.fs.stat(uri)).size > LARGEST_FILE) return null;
  const bytes = await vscode.workspace.fs.readFile(uri);
  return bytes.length > LARGEST_FILE ? null : (decoded(bytes) ?? null);
}
