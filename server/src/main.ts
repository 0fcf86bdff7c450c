#!/usr/bin/env node
// Where the language server starts, in two threads of this one file: the first passes messages on, the second does the work on a large stack.
import { dirname } from 'node:path';
import { isMainThread, parentPort } from 'node:worker_threads';
import { createConnection, PortMessageReader, PortMessageWriter, ProposedFeatures } from 'vscode-languageserver/node';
import { runRelay } from './lsp/relay';
import { startServer } from './lsp/server';
import { corePath, Disk } from './project/disk';
import { openInstallation } from './service/installation';

if (isMainThread) {
  runRelay(__filename, process.argv.slice(2));
} else if (parentPort !== null) {
  const connection = createConnection(ProposedFeatures.all, new PortMessageReader(parentPort), new PortMessageWriter(parentPort));
  const installation = openInstallation(corePath(dirname(__filename)), new Disk());
  startServer(connection, { installation, largeStack: true });
}
