// Files change on disk: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#workspace_didChangeWatchedFiles
import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver/node';
import { guard } from '../guard';
import type { Session } from '../session';
import { pathOfUri } from '../uri';

const WATCHED = ['**/*.nix', '**/flake.lock'];

export function watchedFiles(session: Session): void {
  const { connection, logger, disk, roots, positions, workspace, publisher, client } = session;

  connection.onInitialized(() => {
    if (!client.watchesFiles) return;
    const watchers = WATCHED.map((globPattern) => ({ globPattern }));
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error: unknown) => logger.warn(`lsp refused cause=watch error=${String(error)}`));
  });

  connection.onDidChangeWatchedFiles(
    guard(logger, 'didChangeWatchedFiles', undefined, ({ changes }) => {
      const paths = changes.map(({ uri }) => pathOfUri(uri)).filter((path) => path !== undefined);
      disk.invalidate();
      if (changes.some(({ type }) => type !== FileChangeType.Changed)) roots.forget();
      for (const path of paths) positions.forget(path);
      workspace.changed(paths);
      publisher.schedule();
    }),
  );
}
