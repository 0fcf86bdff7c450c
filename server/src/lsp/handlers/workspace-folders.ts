// Folders are added to or removed from the workspace.
import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver';
import { guard } from '../guard';
import { pathOfUri } from '../uri';
import type { Handler } from './handler';

export const workspaceFolders: Handler = {
  capabilities: { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } },
  register({ connection, logger, texts }) {
    connection.onNotification(
      DidChangeWorkspaceFoldersNotification.type,
      guard(logger, 'didChangeWorkspaceFolders', undefined, ({ event }) =>
        texts.changedFolders(pathsOf(event.added), pathsOf(event.removed)),
      ),
    );
  },
};

const pathsOf = (folders: readonly { readonly uri: string }[]): readonly string[] =>
  folders.map(({ uri }) => pathOfUri(uri)).filter((path) => path !== undefined);
