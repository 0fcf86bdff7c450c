// Files change on disk:
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#workspace_didChangeWatchedFiles
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type FileSystemWatcher,
  WatchKind,
} from 'vscode-languageserver';
import { guard } from '../guard';
import { pathOfUri } from '../uri';
import type { Handler } from './handler';

const WATCHED: readonly FileSystemWatcher[] = [
  { globPattern: '**/*.{nix,json,toml,lock}' },
  // A folder that goes or comes as a whole is reported by its own name, and configurations look which files there are.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];
/** Folders that no evaluation looks into and in which much happens. */
const IGNORED = /\/(\.git|\.direnv|\.devenv|node_modules|result(-[^/]*)?)(\/|$)/;

/** Whoever unpacks an archive or changes a branch tells of each file by itself. */
const GATHERED_MS = 20;

export const watchedFiles: Handler = {
  register({ connection, logger, texts, whenInitialized, client }) {
    whenInitialized.push(() => {
      if (!client.watchesFiles) return;
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [...WATCHED] })
        .catch((error: unknown) => logger.warn(`lsp refused cause=watch error=${String(error)}`));
    });

    let gathered: FileEvent[] = [];
    const take = guard(logger, 'didChangeWatchedFiles', undefined, (events: readonly FileEvent[]) => {
      const of = (kind: FileChangeType): readonly string[] => pathsOf(events.filter(({ type }) => type === kind));
      const { Created, Deleted } = FileChangeType;
      texts.changedOnDisk({ changed: pathsOf(events), appeared: of(Created), vanished: of(Deleted) });
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
  },
};

function pathsOf(changes: readonly FileEvent[]): readonly string[] {
  const paths = changes.map(({ uri }) => pathOfUri(uri)).filter((path) => path !== undefined);
  return [...new Set(paths.filter((path) => !IGNORED.test(path)))];
}
