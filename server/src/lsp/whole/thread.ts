// Work on whole releases in a thread of its own: orders come in as messages, reports go out.
import { setPriority } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { cacheFolder } from '../../host/cache-folder';
import { Disk } from '../../host/disk';
import { corePath } from '../../host/reading';
import { openInstallation } from '../../service/installation';
import type { WholeOrder, WholeReport } from './messages';
import { startWhole } from './whole';

/** As `nice` counts: a third of what others get on a machine that is busy. */
const STEP_BACK = 5;

/** Whoever types goes first. On Linux a thread has a priority of its own; elsewhere it would be that of the server. */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(STEP_BACK);
  } catch {
    // Then it works as fast as the others.
  }
}

/** @param folder where the programs and their data lie. */
export function runWholeHere(port: MessagePort, folder: string): void {
  stepBack();
  const disk = new Disk();
  const whole = startWhole({
    installation: openInstallation(corePath(folder), disk),
    disk,
    cacheFolder: cacheFolder(process.env),
    say: (report: WholeReport) => port.postMessage(report),
  });
  port.on('message', (order: WholeOrder) => void whole.then((carryOut) => carryOut(order)));
  // Without a parser nothing can be done: the core has said so.
  whole.catch(() => port.close());
}
