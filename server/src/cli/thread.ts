// The second thread of the command line: it runs the command, and says what to print and how to end.
import type { MessagePort } from 'node:worker_threads';
import { Disk } from '../host/disk';
import { corePath } from '../host/reading';
import { openInstallation } from '../service/installation';
import type { ExitCode } from './command';
import { outputTo, type Stream } from './output';
import { runProgram } from './program';

export type Said = { readonly stream: Stream; readonly text: string } | { readonly exitCode: ExitCode };

/** @param folder where the programs and their data lie. */
export function runCommandHere(port: MessagePort, folder: string): void {
  const say = (said: Said): void => port.postMessage(said);
  const output = outputTo((stream, text) => say({ stream, text }));
  const disk = new Disk();
  const installation = openInstallation(corePath(folder), disk);
  void runProgram(process.argv.slice(2), { ...output, disk, installation }).then((exitCode) => say({ exitCode }));
}
