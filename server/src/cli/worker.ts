// The thread of the command line that works, on a large stack. Nearly all of it is the core, as in the server's; it is
// a file of its own because nobody who opens an editor should wait for what commands need beside it.
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { optimiseLater } from '../host/optimisation';
import { beginYoung } from '../host/young-generation';
import type { CommandData } from '../service/worker';
import { runCommandHere } from './thread';

const { isInteractive }: CommandData = workerData;
beginYoung();
optimiseLater();
if (parentPort !== null) runCommandHere(parentPort, dirname(__filename), isInteractive);
