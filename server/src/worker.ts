// The server's threads that work, on a large stack: each is one file, and what it is for is said to it.
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { optimiseLater } from './host/optimisation';
import { beginYoung } from './host/young-generation';
import { runCoreHere } from './lsp/core/thread';
import { runHelperHere } from './lsp/helper/thread';
import { runWholeHere } from './lsp/whole/thread';
import type { WorkerRole } from './service/worker';

const RUN: Readonly<Record<WorkerRole, typeof runCoreHere>> = {
  core: runCoreHere,
  helper: runHelperHere,
  whole: runWholeHere,
};

const role: WorkerRole = workerData;
beginYoung();
optimiseLater();
if (parentPort !== null) RUN[role](parentPort, dirname(__filename));
