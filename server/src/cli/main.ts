// Where the command line starts, in two threads of this one file: the second runs the command on a large stack, because
// configurations are evaluated recursively; the first prints what it says, and so ends only when all of it is out.
import { dirname } from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { Disk } from '../host/disk';
import { corePath } from '../host/reading';
import { openInstallation } from '../service/installation';
import { COMMAND_LIMITS, OUT_OF_MEMORY } from '../service/worker';
import type { ExitCode } from './command';
import { outputTo, type Stream } from './output';
import { runProgram } from './program';

type Said = { readonly stream: Stream; readonly text: string } | { readonly exitCode: ExitCode };

if (isMainThread) runInWorker();
else void runHere();

function runInWorker(): void {
  process.exitCode = 2;
  const worker = new Worker(__filename, { argv: process.argv.slice(2), resourceLimits: COMMAND_LIMITS });
  worker.on('message', (said: Said) => {
    if ('exitCode' in said) process.exitCode = said.exitCode;
    else process[said.stream].write(said.text);
  });
  const { err } = outputTo((stream, text) => process[stream].write(text));
  worker.on('error', (error: NodeJS.ErrnoException) => {
    process.exitCode = 2;
    err(
      error.code === OUT_OF_MEMORY
        ? `nixos-specialisations: stopped: more than ${COMMAND_LIMITS.maxOldGenerationSizeMb} MB of memory are needed`
        : `nixos-specialisations: internal error: ${error.message.split('\n')[0]}`,
    );
  });
  // Whoever reads the output may stop early, as `head` does.
  process.stdout.on('error', () => process.exit());
}

async function runHere(): Promise<void> {
  const say = (said: Said): void => parentPort?.postMessage(said);
  const output = outputTo((stream, text) => say({ stream, text }));
  const disk = new Disk();
  const installation = openInstallation(corePath(dirname(__filename)), disk);
  say({ exitCode: await runProgram(process.argv.slice(2), { ...output, disk, installation }) });
}
