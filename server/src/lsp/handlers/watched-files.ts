// Files change on disk: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#workspace_didChangeWatchedFiles
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver/node';
import { guard } from '../guard';
import type { Session } from '../session';
import { pathOfUri } from '../uri';

const WATCHED: readonly FileSystemWatcher[] = [
  { globPattern: '**/*.{nix,json,toml,lock}' },
  // A folder that goes or comes as a whole is reported by its own name, and configurations look which files there are.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];
/** Folders that no evaluation looks into and in which much happens. */
const IGNORED = /\/(\.git|\.direnv|\.devenv|node_modules|result(-[^/]*)?)(\/|$)/;

export function watchedFiles(session: Session): void {
  const { connection, logger, disk, roots, positions, workspace, work, client } = session;

  session.whenInitialized.push(() => {
    if (!client.watchesFiles) return;
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [...WATCHED] })
      .catch((error: unknown) => logger.warn(`lsp refused cause=watch error=${String(error)}`));
  });

  const pathsOf = (changes: readonly FileEvent[]): string[] => [
    ...new Set(
      changes
        .map(({ uri }) => pathOfUri(uri))
        .filter((path) => path !== undefined && !IGNORED.test(path))
        .flatMap((path) => (path === undefined ? [] : roots.namesOf(path))),
    ),
  ];

  connection.onDidChangeWatchedFiles(
    guard(logger, 'didChangeWatchedFiles', undefined, ({ changes }) => {
      const paths = pathsOf(changes);
      if (paths.length === 0) return;
      const of = (kind: FileChangeType): string[] => pathsOf(changes.filter(({ type }) => type === kind));
      disk.invalidate(paths);
      roots.update(of(FileChangeType.Created), of(FileChangeType.Deleted), (path) => disk.kind(path) === 'file');
      for (const path of paths) positions.forget(path);
      workspace.changed(paths);
      work.schedule();
    }),
  );
}
