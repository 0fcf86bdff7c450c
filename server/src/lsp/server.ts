// The language server on one connection, whatever carries it.
import { type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import { capabilitiesFor, HANDLERS } from './handlers';
import { createSession, type ServerOptions, type Session } from './session';

/** Serves the connection until it ends. */
export function startServer(connection: Connection, options: ServerOptions): void {
  let session: Session | undefined;
  connection.onInitialize((params) => {
    if (session !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server was initialised before');
    const made = createSession(connection, params, options);
    session = made;
    for (const { register } of HANDLERS) register(made);
    connection.onInitialized(() => {
      for (const act of made.whenInitialized) act();
    });
    return {
      capabilities: capabilitiesFor(made.client),
      serverInfo: { name: 'nixos-specialisations', version: options.manifest.version },
    };
  });
  connection.listen();
}
