// Where the command line starts: this thread prints what the other one, worker.ts, says, asks and starts what it is
// told to, and so ends only when all of it is out. That one runs the command on a large stack, because configurations
// are evaluated recursively.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Disk } from '../host/disk';
import { growLittle, letGrow } from '../host/old-generation';
import { corePath } from '../host/reading';
import { readManifest } from '../service/manifest';
import { COMMAND_LIMITS, COMMAND_MOST_MB, WORKER_FILE, type Work } from '../service/worker';
import { outputTo } from './output';
import { ownTerminal } from './terminal';
import type { Said } from './thread';

/** How much of the memory is much, and from which part on it is scarce. */
const MUCH_FROM = 0.5;
const SCARCE_FROM = 0.7;
/** When it is looked at again: what takes memory as fast as it can takes a gigabyte in a second. */
const SELDOM_MS = 200;
const OFTEN_MS = 20;

/** The command that somebody talks to on the standard input, which only this thread has. */
const isSpokenTo = process.argv[2] === 'mcp';
const WORK: Work = { program: 'commands', role: ownTerminal.isInteractive ? 'dialogue' : 'command' };

// The question that scripts ask first needs nothing of the other thread, whose start takes longer than the answer.
if (process.argv[2] === '--version') process.stdout.write(`${readManifest(corePath(__dirname), new Disk()).version}\n`);
else runCommand();

function runCommand(): void {
  process.exitCode = 2;
  letGrow(COMMAND_MOST_MB / 2);
  const worker = new Worker(join(__dirname, WORKER_FILE), {
    argv: process.argv.slice(2),
    workerData: WORK,
    resourceLimits: COMMAND_LIMITS,
    stdin: isSpokenTo,
  });
  if (worker.stdin !== null) {
    process.stdin.pipe(worker.stdin);
    // Whoever talks may not know yet that nobody listens any more.
    worker.once('exit', () => process.stdin.destroy());
  }
  worker.on('message', (said: Said) => {
    if ('exitCode' in said) process.exitCode = said.exitCode;
    else if ('ask' in said) void ownTerminal.ask(said.ask).then((answer) => worker.postMessage(answer));
    else if ('start' in said) void ownTerminal.start(said.start, said.cwd).then((code) => worker.postMessage(code));
    else process[said.stream].write(said.text);
  });
  const { err } = outputTo((stream, text) => process[stream].write(text));
  const fail = (why: string): void => {
    process.exitCode = 2;
    err(`nixos-specialisations: ${why}`);
  };
  worker.on('error', ({ message }) => fail(`internal error: ${message.split('\n')[0]}`));
  const look = (): void => {
    const used = process.memoryUsage.rss() / 1_000_000 / COMMAND_MOST_MB;
    if (used > SCARCE_FROM) growLittle();
    if (used < 1) setTimeout(look, used < MUCH_FROM ? SELDOM_MS : OFTEN_MS).unref();
    else {
      void worker.terminate();
      fail(`stopped: more than ${COMMAND_MOST_MB} MB of memory are needed`);
    }
  };
  look();
  // Whoever reads the output may stop early, as `head` does.
  process.stdout.on('error', () => process.exit());
}
