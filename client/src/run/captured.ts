// Runs a command whose output nobody watches: without a terminal, a shell or standard input; it can be stopped.
import { spawn } from 'node:child_process';
import * as vscode from 'vscode';

export interface CapturedRun {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly token: vscode.CancellationToken;
  readonly stdout: (chunk: Uint8Array) => void;
  readonly stderr: (chunk: Uint8Array) => void;
}

/** How long a command may take to end once it is stopped. */
const PATIENCE_MS = 5000;

/** The exit code; undefined when it was stopped, text when it could not be started. */
export async function runCaptured({
  argv,
  cwd,
  token,
  stdout,
  stderr,
}: CapturedRun): Promise<number | undefined | string> {
  const [program = '', ...args] = argv;
  if (token.isCancellationRequested) return undefined;
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', stdout);
  child.stderr.on('data', stderr);
  let timer: NodeJS.Timeout | undefined;
  const subscription = token.onCancellationRequested(() => {
    child.kill('SIGTERM');
    timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  });
  try {
    return await new Promise<number | undefined | string>((done) => {
      child.on('error', (error) => done(error.message));
      child.on('close', (code) =>
        done(token.isCancellationRequested ? undefined : (code ?? vscode.l10n.t('it was killed'))),
      );
    });
  } finally {
    clearTimeout(timer);
    subscription.dispose();
  }
}

/** The beginning of what a command prints, as text. */
export class FirstBytes {
  private readonly chunks: Uint8Array[] = [];
  private length = 0;

  constructor(private readonly most: number) {}

  readonly push = (chunk: Uint8Array): void => {
    if (this.length >= this.most) return;
    this.chunks.push(chunk.subarray(0, this.most - this.length));
    this.length += Math.min(chunk.length, this.most - this.length);
  };

  get text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}
