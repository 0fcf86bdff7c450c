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
  const { connection, logger, disk, roots, documents, positions, workspace, publisher, work, client } = session;

  session.whenInitialized.push(() => {
    if (!client.watchesFiles) return;
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [...WATCHED] })
      .catch((error: unknown) => logger.warn(`lsp refused cause=watch error=${String(error)}`));
  });

  const pathsOf = (changes: readonly FileEvent[]): readonly string[] => [
    ...new Set(
      changes
        .map(({ uri }) => pathOfUri(uri))
        .filter((path) => path !== undefined && !IGNORED.test(path))
        .flatMap((path) => (path === undefined ? [] : roots.namesOf(disk.spelling(path)))),
    ),
  ];

  /** Documents whose files are listed by another spelling now are known by that. */
  const respell = (): void => {
    if (disk.spellings === undefined) return;
    for (const { uri, path, version, text } of documents.all) {
      const now = disk.spelling(path);
      if (now === path) continue;
      documents.close(path);
      workspace.close(path);
      documents.open(now, uri, version, text);
      workspace.open(now, text);
      publisher.rename(path, now);
    }
  };

  connection.onDidChangeWatchedFiles(
    guard(logger, 'didChangeWatchedFiles', undefined, ({ changes }) => {
      const of = (kind: FileChangeType): readonly string[] => pathsOf(changes.filter(({ type }) => type === kind));
      const before = pathsOf(changes);
      if (before.length === 0) return;
      const vanished = of(FileChangeType.Deleted);
      disk.invalidate(before);
      // What appeared is spelled as it is listed now; only its case may have changed.
      const appeared = of(FileChangeType.Created);
      roots.update(appeared, vanished, (path) => disk.kind(path) === 'file');
      respell();
      const paths = [...new Set([...before, ...appeared])];
      for (const path of paths) positions.forget(path);
      workspace.changed(paths);
      work.schedule();
    }),
  );
}
