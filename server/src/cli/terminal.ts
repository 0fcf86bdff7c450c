// Whoever started the program: can be asked, and sees what is started for them. The program itself runs in a thread of
// its own, so the first thread does both, between what is printed (main.ts).
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline/promises';

export interface Terminal {
  /** Whether there is somebody to ask. */
  readonly isInteractive: boolean;
  /** Prints a question and gives what is answered. */
  ask(question: string): Promise<string>;
  /** Starts a command with our own input and output; gives its exit code, as shells count where a signal ended it. */
  start(argv: readonly string[], cwd: string): Promise<number>;
}

/** Nobody to ask, and nothing is started. */
export const NO_TERMINAL: Terminal = {
  isInteractive: false,
  ask: async () => '',
  start: async () => NOT_STARTED,
};

/** As shells say that a command was not found. */
const NOT_STARTED = 127;

/** The terminal of this process. */
export const ownTerminal: Terminal = {
  isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
  ask: async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      // Without an answer, as after Ctrl+D, it is none.
      const closed = new Promise<string>((done) => lines.once('close', () => done('')));
      return await Promise.race([lines.question(question), closed]);
    } finally {
      lines.close();
    }
  },
  start,
};

function start([program = '', ...args]: readonly string[], cwd: string): Promise<number> {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit' });
    // Ctrl+C is for the command: what its end means is told afterwards.
    const ignore = (): void => {};
    process.on('SIGINT', ignore);
    const end = (code: number): void => {
      process.off('SIGINT', ignore);
      done(code);
    };
    child.once('error', () => end(NOT_STARTED));
    child.once('close', (code, signal) => end(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
