// The language server on one connection, whatever carries it.
import {
  type Connection,
  ErrorCodes,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { CODE_ACTION_KINDS } from './code-action-kinds';
import { HANDLERS } from './handlers';
import { createSession, type ServerOptions, type Session } from './session';

const CAPABILITIES: ServerCapabilities = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
  codeLensProvider: {},
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Serves the connection until it ends. */
export function startServer(connection: Connection, options: ServerOptions): void {
  let starting: Promise<Session> | undefined;
  connection.onInitialize(async (params) => {
    if (starting !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server was initialised before');
    starting = createSession(connection, params, options);
    const session = await starting;
    for (const register of HANDLERS) register(session);
    connection.onInitialized(() => {
      for (const act of session.whenInitialized) act();
    });
    return {
      capabilities: CAPABILITIES,
      serverInfo: { name: 'nixos-specialisations', version: options.installation.version },
    };
  });
  connection.listen();
}
