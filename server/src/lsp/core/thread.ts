// The core in a thread of its own: orders come in as messages, reports go out.
import { setFlagsFromString } from 'node:v8';
import type { MessagePort } from 'node:worker_threads';
import { cacheFolder } from '../../host/cache-folder';
import { Disk } from '../../host/disk';
import { corePath } from '../../host/reading';
import { programIn } from '../../host/result-cache';
import { youngCollector } from '../../host/young-generation';
import { openInstallation } from '../../service/installation';
import { startCore } from './core';
import type { Numbered, Report } from './messages';
import type { Surroundings } from './used-releases';

/** What the environment of this process says. @param folder where the program and its data lie. */
export function surroundings(folder: string, { env } = process): Surroundings {
  return {
    channels: { nixPath: env.NIX_PATH, home: env.HOME },
    cacheFolder: cacheFolder(env),
    program: programIn(folder),
  };
}

/** @param folder where the programs and their data lie. */
export function runCoreHere(port: MessagePort, folder: string): void {
  // The parser is compiled on other threads while this one starts, and not piece by piece during the first parse, which
  // somebody waits for.
  setFlagsFromString('--no-wasm-lazy-compilation');
  const say = (report: Report): void => port.postMessage(report);
  const installation = openInstallation(corePath(folder), new Disk());
  const core = startCore({
    installation,
    largeStack: true,
    disk: new Disk(),
    surroundings: surroundings(folder),
    say,
    rest: youngCollector(),
  });
  // Heard from the first moment on: a thread that listens to nothing ends, whatever it still waits for.
  port.on('message', (order: Numbered) => void core.then((carryOut) => carryOut(order)).catch(() => {}));
  core.catch((error: unknown) =>
    say({ type: 'broken', message: error instanceof Error ? error.message : String(error) }),
  );
}
