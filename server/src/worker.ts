// The second thread of the language server, on a large stack: it does the work, and main.ts
// passes it what the editor says.
import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { createConnection, PortMessageReader, PortMessageWriter, ProposedFeatures } from 'vscode-languageserver/node';
import { Disk } from './host/disk';
import { corePath } from './host/reading';
import { startServer } from './lsp/server';
import { openInstallation } from './service/installation';

// The parser is compiled on other threads while this one starts, and not piece by piece during the first
// parse, which somebody waits for.
setFlagsFromString('--no-wasm-lazy-compilation');

if (parentPort !== null) {
  const connection = createConnection(
    ProposedFeatures.all,
    new PortMessageReader(parentPort),
    new PortMessageWriter(parentPort),
  );
  const installation = openInstallation(corePath(dirname(__filename)), new Disk());
  startServer(connection, { installation, largeStack: true });
}
