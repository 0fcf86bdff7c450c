// The language server as a program: which way it talks, and when it ends.

import { hostname } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { Disk } from '../host/disk';
import { corePath } from '../host/reading';
import { readManifest } from '../service/manifest';
import { inThreads } from './core/link';
import type { Numbered, Report } from './core/messages';
import { startServer } from './server';
import { transportOf } from './transport';
import type { WholeOrder, WholeReport } from './whole/messages';

const USAGE =
  'usage: nixos-specialisations-ls --stdio\n\nA language server for NixOS specialisations. Editors start it; it talks to them over its input and output.';

/** Threads that work: the core, and the one for whole releases, which may have so many megabytes. */
export interface Threads {
  startWorker(): Worker;
  startWhole(megabytes: number): Worker;
}

/**
 * Serves the editor that the arguments describe. `folder`: where this program lies. `first`: a thread for the
 * core that was started already.
 */
export function runServer(
  argv: readonly string[],
  folder: string,
  first: Worker | undefined,
  { startWorker, startWhole }: Threads,
): void {
  let isShutDown = false;
  const workers = new Set(first === undefined ? [] : [first]);
  const transport = transportOf(argv, {
    shutdown: () => {
      isShutDown = true;
    },
    gone: (why) => {
      if (why !== undefined) process.stderr.write(`nixos-specialisations-ls: ${why}\n`);
      leave(isShutDown ? 0 : 1, [...workers]);
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
  const started = (worker: Worker): Worker => {
    workers.add(worker);
    worker.once('exit', () => workers.delete(worker));
    return worker;
  };
  const openCore = inThreads<Numbered, Report>(() => {
    const worker = started(ready ?? startWorker());
    ready = undefined;
    return worker;
  });
  const openWhole = (megabytes: number) => inThreads<WholeOrder, WholeReport>(() => started(startWhole(megabytes)));
  const manifest = readManifest(corePath(folder), disk);
  startServer(connection, { manifest, openCore, openWhole, disk, hostName: hostname(), home: process.env.HOME });
}

/** How long threads may take to end. */
const END_MS = 1000;

/** Ends the process; hard, where a thread waits for something that never comes: an orderly end would wait for it. */
function leave(code: number, workers: readonly Worker[]): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), END_MS);
  // Nobody is to take their end for a death.
  for (const worker of workers) worker.removeAllListeners();
  void Promise.all(workers.map((worker) => worker.terminate())).then(() => process.exit(code));
}
