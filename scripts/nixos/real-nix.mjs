// Real Nix: evaluates without a store, a daemon, a network, or anything of the user's.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const WHOLE_RELEASE = { encoding: 'utf8', maxBuffer: 1 << 30, timeout: 600_000 };

/** Its version; undefined where it is not installed. */
export function nixVersion() {
  const { status, stdout } = spawnSync('nix-instantiate', ['--version'], { encoding: 'utf8' });
  return status === 0 ? /\d[\d.]*/.exec(stdout)?.[0] : undefined;
}

/** The value of a Nix text as JSON has it. Throws what Nix prints where it fails. */
export function evaluate(text) {
  return withText(text, ({ command, args, env }) => {
    const { status, stdout, stderr } = spawnSync(command, args, { ...WHOLE_RELEASE, env });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  });
}

/** Hands over how Nix is started to print the value of a text. */
export function withText(text, start) {
  const folder = mkdtempSync(join(tmpdir(), 'real-nix-'));
  try {
    const file = join(folder, 'text.nix');
    writeFileSync(file, text);
    const args = ['--store', 'dummy://', '--eval', '--strict', '--json', file];
    return start({ command: 'nix-instantiate', args, env: { PATH: process.env.PATH, HOME: folder, NIX_PATH: '' } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
