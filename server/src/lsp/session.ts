// What all handlers share between `initialize` and the end. Future settings of the user belong here, as one more part.
import type { Connection } from 'vscode-languageserver/node';
import type { Logger } from '../base/logger';
import { Disk } from '../host/disk';
import { namedConfiguration } from '../project/classic';
import { visibleLines } from '../protocol/visible';
import type { WorkspaceApi } from '../service/api';
import type { Installation } from '../service/installation';
import { Positions } from '../service/positions';
import { createWorkspace } from '../service/workspace';
import { type ClientFeatures, clientFeatures, folderUris } from './client-features';
import type { Conversion } from './convert';
import { Documents } from './documents';
import { Publisher } from './publisher';
import { startStatus } from './status';
import { pathOfUri } from './uri';
import { type Patience, WorkLoop } from './work-loop';
import { SHOWN_AFTER_MS, startProgress } from './work-progress';
import { WorkspaceFiles } from './workspace-files';

export interface Session extends Conversion {
  readonly connection: Connection;
  readonly logger: Logger;
  readonly client: ClientFeatures;
  readonly disk: Disk;
  readonly roots: WorkspaceFiles;
  readonly workspace: WorkspaceApi;
  readonly publisher: Publisher;
  readonly work: WorkLoop;
  /** What to do once the editor is ready. A connection would keep only the handler that was given last. */
  readonly whenInitialized: (() => void)[];
  /**
   * The path a document is known by, however the editor spells its address; undefined for schemes that are
   * neither files nor unsaved documents.
   */
  pathOf(uri: string): string | undefined;
  /**
   * Whether the user trusts the workspace: only then what runs code is offered, and files outside its folders are read.
   */
  trusted: boolean;
}

/** One slice of work, which is what the analysis after a keystroke takes; and as long as one waits for a menu. */
const PATIENCE: Patience = { brief: 0, long: 2000 };

/** What a server is started with. */
export interface ServerOptions {
  readonly installation: Installation;
  /** Whether the thread has a stack of some 256 MB. */
  readonly largeStack: boolean;
  readonly patience?: Patience;
  /** When the progress of work begins to be shown. */
  readonly progressAfterMs?: number;
  readonly disk?: Disk;
}

/** The session that an `initialize` request asks for. Fails when the installation is broken. */
export async function createSession(connection: Connection, params: unknown, options: ServerOptions): Promise<Session> {
  const {
    installation,
    largeStack,
    patience = PATIENCE,
    progressAfterMs = SHOWN_AFTER_MS,
    disk = new Disk(),
  } = options;
  const logger = connectionLogger(connection);
  const documents = new Documents();
  const positions = new Positions((path) => documents.get(path)?.text ?? disk.read(path));
  const client = clientFeatures(params);
  const folders = folderUris(params)
    .map(pathOfUri)
    .filter((path) => path !== undefined);
  for (const folder of folders) disk.enter(folder);
  const roots = new WorkspaceFiles(folders, logger);
  const workspace = createWorkspace({
    files: disk,
    boundary: { folders: () => roots.folders, trusted: () => session.trusted },
    parser: await installation.parser,
    readData: installation.readData,
    nixFiles: (until) => roots.files(until),
    named: namedConfiguration(process.env),
    logger,
    largeStack,
  });
  const helpOf = (code: string): string | undefined => installation.helpOf(code);
  const publisher = new Publisher({ connection, logger, documents, positions, client, helpOf });
  const work = new WorkLoop({ logger, workspace, patience });
  work.onSlice((partial) => publisher.publish(partial));
  startProgress(work, connection, client, progressAfterMs);
  startStatus(work, connection, client);
  const whenInitialized: (() => void)[] = [];
  const pathOf = (uri: string): string | undefined => {
    const path = pathOfUri(uri);
    return documents.withUri(uri)?.path ?? (path && disk.spelling(path));
  };
  const { trusted } = client;
  const parts = { connection, logger, client, disk, roots, documents, positions, workspace, publisher, work };
  const session: Session = { ...parts, helpOf, pathOf, whenInitialized, trusted };
  return session;
}

/** As much as one line of the log takes. */
const LONGEST_LINE = 2000;

/** The editor's log, which shows one line for each of ours, whatever names stand in it. */
function connectionLogger({ console }: Connection): Logger {
  const shown = (line: string): string => visibleLines(line, LONGEST_LINE);
  return {
    info: (line) => console.info(shown(line)),
    warn: (line) => console.warn(shown(line)),
    error: (line) => console.error(shown(line)),
  };
}
