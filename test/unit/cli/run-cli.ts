// Runs the command line as users do: the bundle, in a process of its own.
import { spawn } from 'node:child_process';
import { beforeAll } from 'vitest';
import { type Bundles, testBundles } from '../../support/installation';

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds the bundle before the tests of a file; the result runs it. */
export function commandLine(): (
  args: readonly string[],
  cwd?: string,
  env?: NodeJS.ProcessEnv,
  input?: string,
) => Promise<Outcome> {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await testBundles();
  });
  return (args, cwd, env, input) =>
    new Promise((done) => {
      const child = spawn(process.execPath, [bundles.cli, ...args], {
        cwd,
        env,
        stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      });
      child.stdin?.end(input);
      const read = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr'] as const) {
        child[stream]?.setEncoding('utf8').on('data', (text: string) => {
          read[stream] += text;
        });
      }
      child.on('close', (exitCode) => done({ exitCode, ...read }));
    });
}
