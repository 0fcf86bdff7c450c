#!/usr/bin/env node
// The command line from the sources, built at its first use: for pre-commit and for GitHub's action, which fetch this
// repository. `scripts/check.mjs ARGUMENT…` is `nixos-specialisations ARGUMENT…`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CLI = join(ROOT, 'dist/cli.js');
const PARTS = [
  'cli.js',
  'worker.js',
  'commands.js',
  'tree-sitter-nix.wasm',
  'web-tree-sitter.wasm',
  'data/nixos-options.txt',
];

if (!PARTS.every((name) => existsSync(join(ROOT, 'dist', name)))) build();
const child = spawn(process.execPath, [CLI, ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 2));

/** What it prints is not part of any report. */
function build() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const quiet = { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' };
  for (const args of [
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    ['run', '--silent', 'build'],
  ]) {
    const { status } = spawnSync(npm, args, quiet);
    if (status !== 0) {
      console.error(`nixos-specialisations: npm ${args[0]} failed in ${ROOT}`);
      process.exit(2);
    }
  }
}
