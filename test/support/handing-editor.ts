// An editor whose files only it can read: they exist in memory, and the server asks for them.
import { FileChangeType } from 'vscode-languageserver/node';
import { pathOfUri } from '../../server/src/lsp/uri';
import {
  type FilesParams,
  type FolderEntry,
  LIST_FOLDERS_REQUEST,
  type ListFoldersResult,
  READ_FILES_REQUEST,
  type ReadFilesResult,
} from '../../server/src/protocol/files';
import { type Editor, OUR_CLIENT, type PairOptions, serverIn } from './lsp-pair';

/** Where they lie, as the server knows it. */
export const FOLDER = '/memfs:/flake';

export class Handing {
  /** What was asked for, in order, below the folder. */
  readonly read: string[] = [];
  readonly listed: string[] = [];

  /** @param files texts by paths below the folder, as `/flake.nix`. Null: there, but no text. */
  constructor(
    readonly editor: Editor,
    readonly files: Map<string, string | null>,
  ) {
    editor.connection.onRequest(
      LIST_FOLDERS_REQUEST,
      ({ uris }: FilesParams): ListFoldersResult => uris.map(this.list),
    );
    editor.connection.onRequest(
      READ_FILES_REQUEST,
      ({ uris }: FilesParams): ReadFilesResult =>
        uris.map((uri) => {
          const path = below(uri);
          if (path === undefined) return null;
          this.read.push(path);
          return this.files.get(path) ?? null;
        }),
    );
  }

  /** Another text, a new file, or none any more, and the watcher that tells. */
  async write(path: string, text: string | undefined): Promise<void> {
    const { Created, Changed, Deleted } = FileChangeType;
    const type = text === undefined ? Deleted : this.files.has(path) ? Changed : Created;
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, text);
    await this.editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: this.editor.uri(path), type }] });
  }

  private readonly list = (uri: string): readonly FolderEntry[] | null => {
    const folder = below(uri);
    if (folder === undefined) return null;
    this.listed.push(folder);
    const entries = new Map<string, FolderEntry>();
    for (const path of this.files.keys()) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [name = '', ...deeper] = path.slice(folder.length + 1).split('/');
      entries.set(name, [name, deeper.length > 0 ? 'directory' : 'file', false]);
    }
    return entries.size === 0 ? null : [...entries.values()];
  };
}

function below(uri: string): string | undefined {
  const path = pathOfUri(uri);
  return path === FOLDER || path?.startsWith(`${FOLDER}/`) ? path.slice(FOLDER.length) : undefined;
}

/** A server that reads no disk, initialised, and the editor with the files. */
export function withHandedFiles(
  files: Readonly<Record<string, string | null>>,
  talk: (handing: Handing) => Promise<void>,
  more: PairOptions = {},
): Promise<void> {
  return serverIn(
    FOLDER,
    async (editor) => {
      const handing = new Handing(editor, new Map(Object.entries(files)));
      const initializationOptions = { ...OUR_CLIENT.initializationOptions, handsFiles: true, status: true };
      await editor.initialize({ initializationOptions });
      await talk(handing);
    },
    more,
  );
}
