// Where the command line starts, in two threads of this one file: the second runs the command on a large stack, because
// configurations are evaluated recursively; the first prints what it says, asks and starts what it is told to, and so
// ends only when all of it is out.
import { dirname } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Disk } from '../host/disk';
import { corePath } from '../host/reading';
import { openInstallation } from '../service/installation';
import { COMMAND_LIMITS, OUT_OF_MEMORY } from '../service/worker';
import { outputTo, type Stream } from './output';
import { runProgram } from './program';
import { ownTerminal, type Terminal } from './terminal';

type Said =
  | { readonly stream: Stream; readonly text: string }
  | { readonly exitCode: number }
  | { readonly ask: string }
  | { readonly start: readonly string[]; readonly cwd: string };

if (isMainThread) runInWorker();
else void runHere();

function runInWorker(): void {
  process.exitCode = 2;
  const worker = new Worker(__filename, {
    argv: process.argv.slice(2),
    workerData: { isInteractive: ownTerminal.isInteractive },
    resourceLimits: COMMAND_LIMITS,
  });
  worker.on('message', (said: Said) => {
    if ('exitCode' in said) process.exitCode = said.exitCode;
    else if ('ask' in said) void ownTerminal.ask(said.ask).then((answer) => worker.postMessage(answer));
    else if ('start' in said) void ownTerminal.start(said.start, said.cwd).then((code) => worker.postMessage(code));
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
  const environment = { ...output, disk, installation, terminal: farTerminal(say) };
  say({ exitCode: await runProgram(process.argv.slice(2), environment) });
}

/** The terminal, seen from the second thread: one question or command at a time. */
function farTerminal(say: (said: Said) => void): Terminal {
  const answer = (): Promise<unknown> => new Promise((done) => parentPort?.once('message', done));
  return {
    isInteractive: workerData.isInteractive === true,
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
