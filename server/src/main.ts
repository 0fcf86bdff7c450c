#!/usr/bin/env node
// Where the language server starts: this thread talks to the editor and never takes long, others, worker.ts,
// work. The first of them begins at once, while this one loads what it needs itself.
import { join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { letGrow } from './host/young-generation';
import { SERVER_LIMITS, type ServerRole, WORKER_FILE, type Work, wholeLimits } from './service/worker';

const start = (role: ServerRole, resourceLimits: ResourceLimits): Worker => {
  const workerData: Work = { program: 'core', role };
  return new Worker(join(__dirname, WORKER_FILE), { workerData, stdout: true, resourceLimits });
};
const startWorker = (): Worker => start('core', SERVER_LIMITS);
const startWhole = (megabytes: number): Worker => {
  letGrow(megabytes / 4);
  // Others that are started later are to stay small.
  return start('whole', wholeLimits(megabytes)).once('online', () => letGrow(0));
};

const argv = process.argv.slice(2);
const first = argv.some((argument) => argument === '--stdio' || argument === '--node-ipc') ? startWorker() : undefined;
void import('./lsp/program').then(({ runServer }) => runServer(argv, __dirname, first, { startWorker, startWhole }));
