// Runs a command of the command line in this process: without its threads, and so in a moment.
import { outputTo } from '../../../server/src/cli/output';
import { runProgram } from '../../../server/src/cli/program';
import { NO_TERMINAL } from '../../../server/src/cli/terminal';
import { Disk } from '../../../server/src/host/disk';
import { testInstallation } from '../../support/installation';
import type { Outcome } from './run-cli';

/** What a command prints and ends with; paths relative to this process's folder. */
export async function runHere(args: readonly string[], disk = new Disk()): Promise<Outcome> {
  const read = { stdout: '', stderr: '' };
  const output = outputTo((stream, text) => {
    read[stream] += text;
  });
  const environment = { ...output, disk, installation: await testInstallation(), terminal: NO_TERMINAL };
  return { exitCode: await runProgram(args, environment), ...read };
}
