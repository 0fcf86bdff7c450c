// The thread that works, on a large stack: on what the server's first thread gives it, or on a command of the command
// line. Both are one file, because nearly all of it is the core that they share.
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { runCommandHere } from './cli/thread';
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
  command: (port, folder) => runCommandHere(port, folder, false),
  dialogue: (port, folder) => runCommandHere(port, folder, true),
};

const role: WorkerRole = workerData;
beginYoung();
optimiseLater();
if (parentPort !== null) RUN[role](parentPort, dirname(__filename));
