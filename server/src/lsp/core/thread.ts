// The core in a thread of its own: orders come in as messages, reports go out.
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { type MessagePort, Worker } from 'node:worker_threads';
import { LARGE_STACK } from '../../eval/budget';
import { cacheFolder } from '../../host/cache-folder';
import { Disk } from '../../host/disk';
import { corePath } from '../../host/reading';
import { ReleaseCache } from '../../host/release-cache';
import { programIn, resultCache } from '../../host/result-cache';
import { youngCollector } from '../../host/young-generation';
import { namedConfiguration } from '../../project/classic';
import { openInstallation } from '../../service/installation';
import { HELPER_LIMITS, WORKER_FILE, type Work } from '../../service/worker';
import type { OpenHelper } from '../helper/client';
import type { HelperOrder, HelperReport } from '../helper/messages';
import { startCore } from './core';
import { inThreads } from './link';
import type { Numbered, Report } from './messages';
import type { Surroundings } from './used-releases';

/** What the environment of this process says. @param folder where the program and its data lie. */
export function surroundings(folder: string, { env } = process): Surroundings {
  const program = programIn(folder);
  const cacheIn = (given: string | undefined): string => (given === undefined ? cacheFolder(env) : corePath(given));
  return {
    channels: { nixPath: env.NIX_PATH, home: env.HOME },
    named: namedConfiguration(env),
    store: (given) => new ReleaseCache(cacheIn(given)),
    kept: ({ folders, cacheFolder: given, language = '' }) =>
      program === undefined || folders.length === 0
        ? undefined
        : resultCache({ folder: cacheIn(given), folders, program: `${program} ${language}` }),
  };
}

/** One for this thread, one for what V8 does beside it (as much as half of its work), one for who helps. */
const ENOUGH_CORES = 3;

/** How many cores of this machine have nothing to do; the environment may say so instead. */
const idleCores = ({ env } = process): number =>
  Number(env.NIXOS_SPECIALISATIONS_CORES ?? availableParallelism() - Math.round(loadavg()[0] ?? 0));

/** Undefined where there are no cores for another thread: it would only take from this one. */
function openHelper(folder: string): OpenHelper | undefined {
  if (idleCores() < ENOUGH_CORES) return undefined;
  const workerData: Work = { program: 'core', role: 'helper' };
  return inThreads<HelperOrder, HelperReport>(
    () => new Worker(join(folder, WORKER_FILE), { workerData, stdout: true, resourceLimits: HELPER_LIMITS }),
  );
}

/** So long must nothing have been asked for before what was compiled is kept. */
const IDLE_MS = 3000;

/** @param folder where the programs and their data lie. @param keep keeps what was compiled for the next start. */
export function runCoreHere(port: MessagePort, folder: string, keep: () => void): void {
  const say = (report: Report): void => port.postMessage(report);
  const installation = openInstallation(corePath(folder), new Disk(), readFileSync);
  const idle = setTimeout(keep, IDLE_MS).unref();
  const collect = youngCollector();
  const core = startCore({
    installation,
    budget: LARGE_STACK,
    disk: new Disk(),
    surroundings: surroundings(folder),
    openHelper: openHelper(folder),
    say,
    rest: () => {
      idle.refresh();
      collect();
    },
  });
  // Heard from the first moment on: a thread that listens to nothing ends, whatever it still waits for.
  port.on('message', (order: Numbered) => void core.then((carryOut) => carryOut(order)).catch(() => {}));
  core.catch((error: unknown) =>
    say({ type: 'broken', message: error instanceof Error ? error.message : String(error) }),
  );
}
