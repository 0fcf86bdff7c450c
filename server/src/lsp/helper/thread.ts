// What helps the core, in a thread of its own: orders come in as messages, reports go out.
import { readFileSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { LARGE_STACK } from '../../eval/budget';
import { Disk } from '../../host/disk';
import { corePath } from '../../host/reading';
import { stepBack } from '../../host/step-back';
import { openInstallation } from '../../service/installation';
import { surroundings } from '../core/thread';
import { startHelper } from './helper';
import type { HelperOrder, HelperReport } from './messages';

/** @param folder where the programs and their data lie. */
export function runHelperHere(port: MessagePort, folder: string): void {
  stepBack();
  const disk = new Disk();
  const helper = startHelper({
    installation: openInstallation(corePath(folder), disk, readFileSync),
    budget: LARGE_STACK,
    disk,
    surroundings: surroundings(folder),
    say: (report: HelperReport) => port.postMessage(report),
  });
  port.on('message', (order: HelperOrder) => void helper.then((carryOut) => carryOut(order)));
  // Without a parser nothing can be done: the core has said so.
  helper.catch(() => port.close());
}
