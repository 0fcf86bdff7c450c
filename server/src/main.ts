#!/usr/bin/env node
// Where the language server starts: this thread talks to the editor and never takes long, the other one, worker.ts,
// works. That begins at once, while this one loads what it needs itself.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SERVER_LIMITS, WORKER_FILE, type WorkerRole } from './service/worker';

const ROLE: WorkerRole = 'core';

const startWorker = (): Worker =>
  new Worker(join(__dirname, WORKER_FILE), { workerData: ROLE, stdout: true, resourceLimits: SERVER_LIMITS });

const argv = process.argv.slice(2);
const first = argv.some((argument) => argument === '--stdio' || argument === '--node-ipc') ? startWorker() : undefined;
void import('./lsp/program').then(({ runServer }) => runServer(argv, __dirname, first, startWorker));
