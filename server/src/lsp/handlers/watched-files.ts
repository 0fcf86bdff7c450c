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

/** Whoever unpacks an archive or changes a branch tells of each file by itself. */
const GATHERED_MS = 20;

export function watchedFiles(session: Session): void {
  const { connection, logger, disk, documents, positions, core, publisher, work, client } = session;

  session.whenInitialized.push(() => {
    if (!client.watchesFiles) return;
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers: [...WATCHED] })
      .catch((error: unknown) => logger.warn(`lsp refused cause=watch error=${String(error)}`));
  });

  const pathsOf = (changes: readonly FileEvent[]): readonly string[] => {
    const paths = changes.map(({ uri }) => pathOfUri(uri)).filter((path) => path !== undefined);
    return [...new Set(paths.filter((path) => !IGNORED.test(path)))];
  };

  /** Documents whose files are listed by another spelling now are known by that. */
  const respell = (): void => {
    if (disk.spellings === undefined) return;
    for (const { uri, path, version, text } of documents.all) {
      const now = disk.spelling(path);
      if (now === path) continue;
      documents.close(path);
      core.close(path);
      documents.open(now, uri, version, text);
      core.open(now, text, true);
      publisher.rename(path, now);
    }
  };

  let gathered: FileEvent[] = [];
  const take = guard(logger, 'didChangeWatchedFiles', undefined, (changes: readonly FileEvent[]) => {
    const of = (kind: FileChangeType): readonly string[] => pathsOf(changes.filter(({ type }) => type === kind));
    const changed = pathsOf(changes);
    if (changed.length === 0) return;
    disk.invalidate(changed);
    core.disk(changed, of(FileChangeType.Created), of(FileChangeType.Deleted));
    respell();
    positions.forget();
    work.schedule();
  });

  connection.onDidChangeWatchedFiles(
    guard(logger, 'didChangeWatchedFiles', undefined, ({ changes }) => {
      if (gathered.length === 0) {
        setTimeout(() => {
          const events = gathered;
          gathered = [];
          take(events);
        }, GATHERED_MS);
      }
      gathered.push(...changes.filter(({ uri }) => typeof uri === 'string'));
    }),
  );
}
