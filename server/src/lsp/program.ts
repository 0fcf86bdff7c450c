// The language server as a program: which way it talks, and when it ends.
import type { Worker } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { corePath, Disk } from '../project/disk';
import { readManifest } from '../service/manifest';
import { coreThreads } from './core/link';
import { startServer } from './server';
import { transportOf } from './transport';

const USAGE =
  'usage: nixos-specialisations-ls --stdio\n\nA language server for NixOS specialisations. Editors start it; it talks to them over its input and output.';

/** Serves the editor that the arguments describe. `folder`: where this program lies. `first`: a thread for the core that was started already. */
export function runServer(argv: readonly string[], folder: string, first: Worker | undefined, startWorker: () => Worker): void {
  let isShutDown = false;
  const transport = transportOf(argv, {
    shutdown: () => {
      isShutDown = true;
    },
    gone: (why) => {
      if (why !== undefined) process.stderr.write(`nixos-specialisations-ls: ${why}\n`);
      process.exit(isShutDown ? 0 : 1);
    },
  });
  if (transport === undefined || first === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = argv.includes('--help') ? 0 : 2;
    return;
  }
  const connection = createConnection(ProposedFeatures.all, transport.reader, transport.writer);
  const disk = new Disk();
  let ready: Worker | undefined = first;
  const openCore = coreThreads(() => {
    const worker = ready ?? startWorker();
    ready = undefined;
    return worker;
  });
  startServer(connection, { manifest: readManifest(corePath(folder), disk), openCore, disk });
}
