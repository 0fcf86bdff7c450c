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

/** Fast enough for what takes memory as fast as it can, and nothing beside an evaluation. */
const MEMORY_LOOKED_AT_MS = 20;
/** The part of the memory from which on it is scarce. */
const SCARCE_FROM = 0.7;

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
  const watch = setInterval(() => {
    const used = process.memoryUsage.rss() / 1_000_000 / COMMAND_MOST_MB;
    if (used > SCARCE_FROM) growLittle();
    if (used < 1) return;
    clearInterval(watch);
    void worker.terminate();
    fail(`stopped: more than ${COMMAND_MOST_MB} MB of memory are needed`);
  }, MEMORY_LOOKED_AT_MS).unref();
  // Whoever reads the output may stop early, as `head` does.
  process.stdout.on('error', () => process.exit());
}
