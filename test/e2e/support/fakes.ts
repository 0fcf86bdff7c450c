// The other side of bin/fake-tool.cjs: reads how the fake programs were called, and tells them what to answer. Also
// builds a system profile whose activation scripts are such fakes. Nothing of this machine is ever switched.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One call of a fake program. */
export interface Call {
  readonly tool: string;
  /** The path it was called by. */
  readonly program: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  /** Whether it ran in a real terminal. */
  readonly tty: boolean;
}

/** What the fakes answer from now on. */
export interface Answer {
  readonly exit?: number;
  /** Printed before they end. */
  readonly output?: string;
  /** The same on standard error. */
  readonly errors?: string;
  /** `sudo` asks for this password first. */
  readonly password?: string;
  /** What calls with this argument are answered. */
  readonly instead?: Readonly<Record<string, Answer>>;
}

export interface Fakes {
  /** The calls since the last `reset`, oldest first. */
  calls(): readonly Call[];
  answer(answer: Answer): void;
  /** Forgets all calls, and answers exit code 0 again. */
  reset(): void;
}

/** The fakes that write to `log`: in the extension host the file that FAKE_LOG names. */
export function fakesAt(log: string): Fakes {
  const answerFile = `${log}.answer`;
  return {
    // The last line may be one that is being written.
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1).map(parseCall) : []),
    answer: (answer) => writeFileSync(answerFile, JSON.stringify(answer)),
    reset: () => {
      for (const file of [log, answerFile]) rmSync(file, { force: true });
    },
  };
}

/** The fakes of the VS Code that runs this test. */
export function fakes(): Fakes {
  const log = process.env.FAKE_LOG;
  if (log === undefined) throw new Error('FAKE_LOG is not set: this is not the extension host of an end-to-end test');
  return fakesAt(log);
}

function parseCall(line: string): Call {
  return JSON.parse(line);
}

/** Builds a generation of Home Manager in `folder`, whose scripts only write down how they were called. */
export function buildHome(folder: string, specialisations: readonly string[]): void {
  for (const top of [folder, ...specialisations.map((name) => join(folder, 'specialisation', name))]) {
    mkdirSync(top, { recursive: true });
    writeFileSync(join(top, 'gen-version'), '1\n');
    const script = join(top, 'activate');
    writeFileSync(script, '#!/bin/sh\nFAKE_PROGRAM="$0" exec home-manager "$@"\n');
    chmodSync(script, 0o755);
  }
}

/**
 * Builds a system profile in `folder`: activation scripts that only write down how they were called, for the
 * base and each specialisation.
 */
export function buildSystem(folder: string, specialisations: readonly string[]): void {
  const tops = [folder, ...specialisations.map((name) => join(folder, 'specialisation', name))];
  for (const top of tops) {
    const script = join(top, 'bin/switch-to-configuration');
    mkdirSync(dirname(script), { recursive: true });
    writeFileSync(script, '#!/bin/sh\nFAKE_PROGRAM="$0" exec switch-to-configuration "$@"\n');
    chmodSync(script, 0o755);
  }
}
