// Runs a command so that its output is seen twice: by the terminal, at once and as it is, and by the reader of errors.
// Nothing of it is kept. Standard input is the terminal's; whoever asks for a password there, or at /dev/tty, gets it.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { NixReport } from '../../../server/src/protocol/nix-report';
import { commandLine } from '../../../server/src/run/command-line';
import { OutputReader } from '../../../server/src/run/output/reader';
import { ownEnvironment, type Start, terminalFor } from './terminal';

export interface Ended {
  /** As a shell gives it: 128 and the number for a signal. */
  readonly exitCode: number;
  readonly report: NixReport;
}

/** Signals that are meant for the command. */
const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP'];

/** Runs the command to its end. */
export async function follow(argv: readonly string[]): Promise<Ended> {
  const reader = new OutputReader();
  const env = ownEnvironment(process.env);
  process.stdout.write(`> ${commandLine(argv)}\n`);
  // Programs show progress and colours in a terminal only, so they get one where it can be made.
  const start = terminalFor(argv, env) ?? plain(argv, env);
  const child = spawn(start.program, start.args, { env: start.env, stdio: ['inherit', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    reader.push(chunk, 'stdout');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    reader.push(chunk, 'stderr');
  });
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(start.ending ?? signal));
  // Ctrl+C reaches the command by itself; it says what becomes of it.
  process.on('SIGINT', () => {});
  const exitCode = await endOf(child, argv[0] ?? '');
  return { exitCode, report: reader.end() };
}

function plain([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Start {
  return { program, args, env, ending: undefined };
}

async function endOf(child: ChildProcess, program: string): Promise<number> {
  return new Promise((done) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      process.stderr.write(`${program}: ${error.code === 'ENOENT' ? 'not found' : error.message}\n`);
      done(error.code === 'ENOENT' ? 127 : 126);
    });
    // Not before all that it printed has come.
    child.on('close', (code, signal) => done(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
