// The server's threads that work, as one program: each is told what it is for.
import type { MessagePort } from 'node:worker_threads';
import { runCoreHere } from './lsp/core/thread';
import { runHelperHere } from './lsp/helper/thread';
import { runWholeHere } from './lsp/whole/thread';
import type { ServerRole } from './service/worker';

const RUN: Readonly<Record<ServerRole, typeof runCoreHere>> = {
  core: runCoreHere,
  helper: runHelperHere,
  whole: runWholeHere,
};

/** Called by worker.ts. */
export const run = (port: MessagePort, folder: string, role: ServerRole, keep: () => void): void =>
  RUN[role](port, folder, keep);
