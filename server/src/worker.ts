// Where the threads that work start, on a large stack: what runs in them is a program of its own, core.ts for the
// server or cli/thread.ts for a command, which is compiled once.
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { cacheFolder } from './host/cache-folder';
import { loadProgram } from './host/kept-code';
import { compileAtOnce, optimiseLater } from './host/optimisation';
import { beginYoung, letCollect } from './host/young-generation';
import type { Work } from './service/worker';

/** @param keep may be called when nobody waits: see `Loaded`. */
interface Program {
  run(port: MessagePort, folder: string, role: Work['role'], keep: () => void): void;
}

const { program, role }: Work = workerData;
// Before it is compiled: of what was kept V8 takes nothing that was compiled with other settings.
for (const set of [beginYoung, letCollect, optimiseLater, compileAtOnce]) set();
const { exports, keep } = loadProgram<Program>(join(__dirname, `${program}.js`), cacheFolder(process.env));
if (parentPort !== null) exports.run(parentPort, __dirname, role, keep);
