// The second thread of the command line: it runs the command, and says what to print, to ask and to start, and how to
// end.
import { readFileSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { Disk } from '../host/disk';
import { corePath } from '../host/reading';
import { openInstallation } from '../service/installation';
import type { CommandRole } from '../service/worker';
import { outputTo, type Stream } from './output';
import { runProgram } from './program';
import type { Terminal } from './terminal';

export type Said =
  | { readonly stream: Stream; readonly text: string }
  | { readonly exitCode: number }
  | { readonly ask: string }
  | { readonly start: readonly string[]; readonly cwd: string };

/**
 * Called by worker.ts.
 * @param folder where the programs and their data lie.
 */
export function run(port: MessagePort, folder: string, role: CommandRole, keep: () => void): void {
  process.once('exit', keep);
  const say = (said: Said): void => port.postMessage(said);
  const output = outputTo((stream, text) => say({ stream, text }));
  const disk = new Disk();
  const installation = openInstallation(corePath(folder), disk, readFileSync);
  const environment = { ...output, disk, installation, terminal: farTerminal(port, role === 'dialogue') };
  void runProgram(process.argv.slice(2), environment).then((exitCode) => say({ exitCode }));
}

/** The terminal, seen from here: one question or command at a time. */
function farTerminal(port: MessagePort, isInteractive: boolean): Terminal {
  const say = (said: Said): void => port.postMessage(said);
  const answer = (): Promise<unknown> => new Promise((done) => port.once('message', done));
  return {
    isInteractive,
    ask: async (question) => {
      say({ ask: question });
      return String(await answer());
    },
    start: async (argv, cwd) => {
      say({ start: argv, cwd });
      return Number(await answer());
    },
  };
}
