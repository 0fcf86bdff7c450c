// What all handlers share between `initialize` and the end. Future settings of the user belong here, as one more part.
import type { Connection } from 'vscode-languageserver/node';
import type { Logger } from '../base/logger';
import { namedConfiguration } from '../project/classic';
import { Disk } from '../project/disk';
import type { WorkspaceApi } from '../service/api';
import type { Installation } from '../service/installation';
import { Positions } from '../service/positions';
import { createWorkspace } from '../service/workspace';
import { type ClientFeatures, clientFeatures, folderUris } from './client-features';
import type { Conversion } from './convert';
import { Documents } from './documents';
import { Publisher } from './publisher';
import { Roots } from './roots';
import { pathOfUri } from './uri';

export interface Session extends Conversion {
  readonly connection: Connection;
  readonly logger: Logger;
  readonly client: ClientFeatures;
  readonly disk: Disk;
  readonly roots: Roots;
  readonly workspace: WorkspaceApi;
  readonly publisher: Publisher;
  /** Whether the user trusts the workspace: what runs code is offered only then. */
  trusted: boolean;
}

/** What a server is started with. */
export interface ServerOptions {
  readonly installation: Installation;
  /** Whether the thread has a stack of some 256 MB. */
  readonly largeStack: boolean;
}

/** The session that an `initialize` request asks for. Fails when the installation is broken. */
export async function createSession(connection: Connection, params: unknown, options: ServerOptions): Promise<Session> {
  const { installation, largeStack } = options;
  const logger = connectionLogger(connection);
  const disk = new Disk();
  const documents = new Documents();
  const positions = new Positions((path) => documents.get(path)?.text ?? disk.read(path));
  const client = clientFeatures(params);
  const folders = folderUris(params).map(pathOfUri);
  const roots = new Roots(
    folders.filter((path) => path !== undefined),
    logger,
  );
  const workspace = createWorkspace({
    files: disk,
    parser: await installation.parser,
    readData: installation.readData,
    nixFiles: () => roots.files(),
    named: namedConfiguration(process.env),
    logger,
    largeStack,
  });
  const helpOf = (code: string): string | undefined => installation.helpOf(code);
  const publisher = new Publisher({ connection, logger, workspace, documents, positions, client, helpOf });
  return { connection, logger, client, disk, roots, documents, positions, workspace, publisher, helpOf, trusted: client.trusted };
}

function connectionLogger({ console }: Connection): Logger {
  return {
    info: (line) => console.info(line),
    warn: (line) => console.warn(line),
    error: (line) => console.error(line),
  };
}
