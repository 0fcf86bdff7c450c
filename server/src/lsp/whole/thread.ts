// Work on whole releases in a thread of its own: orders come in as messages, reports go out.
import { readFileSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { cacheFolder } from '../../host/cache-folder';
import { Disk } from '../../host/disk';
import { corePath } from '../../host/reading';
import { stepBack } from '../../host/step-back';
import { openInstallation } from '../../service/installation';
import type { WholeOrder, WholeReport } from './messages';
import { startWhole } from './whole';

/** @param folder where the programs and their data lie. */
export function runWholeHere(port: MessagePort, folder: string): void {
  stepBack();
  const disk = new Disk();
  const whole = startWhole({
    installation: openInstallation(corePath(folder), disk, readFileSync),
    disk,
    cacheFolder: cacheFolder(process.env),
    say: (report: WholeReport) => port.postMessage(report),
  });
  port.on('message', (order: WholeOrder) => void whole.then((carryOut) => carryOut(order)));
  // Without a parser nothing can be done: the core has said so.
  whole.catch(() => port.close());
}
