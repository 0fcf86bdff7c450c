#!/usr/bin/env node
// Where the language server starts: this thread talks to the editor and never takes long, others, worker.ts,
// work. The first of them begins at once, while this one loads what it needs itself.
import { join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { letGrow } from './host/old-generation';
import {
  SERVER_GROWS_TO_MB,
  SERVER_LIMITS,
  type ServerRole,
  WORKER_FILE,
  type Work,
  wholeLimits,
} from './service/worker';

const start = (role: ServerRole, resourceLimits: ResourceLimits, growsTo: number): Worker => {
  const workerData: Work = { program: 'core', role };
  letGrow(growsTo);
  return (
    new Worker(join(__dirname, WORKER_FILE), { workerData, stdout: true, resourceLimits })
      // Others that are started later are to stay small.
      .once('online', () => letGrow(0))
  );
};
const startWorker = (): Worker => start('core', SERVER_LIMITS, SERVER_GROWS_TO_MB);
// What reads a whole release keeps nearly all that it makes, and would be gone through over and over as it grows.
const startWhole = (megabytes: number): Worker => start('whole', wholeLimits(megabytes), megabytes / 2);

const argv = process.argv.slice(2);
const first = argv.some((argument) => argument === '--stdio' || argument === '--node-ipc') ? startWorker() : undefined;
void import('./lsp/program').then(({ runServer }) => runServer(argv, __dirname, first, { startWorker, startWhole }));
