// The data folders of the VS Codes that tests start.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dropDataDir, dropDataDirAtExit, newDataDir } from '../vscode-host/host.mjs';

/** Writes what comes to its mind, and stops after a while. */
const WRITER = `
const { mkdirSync, writeFileSync } = require('node:fs');
const folder = process.argv[1] + '/a/b';
process.stdout.write('.');
const end = Date.now() + 700;
for (let i = 0; Date.now() < end; i++) {
  mkdirSync(folder, { recursive: true });
  try { writeFileSync(folder + '/' + i, ''); } catch {}
}
`;

it('go although somebody still writes into them', async () => {
  const folder = newDataDir();
  const writer = spawn(process.execPath, ['-e', WRITER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => writer.once('exit', done));
  await new Promise((done) => writer.stdout.once('data', done));
  await expect(dropDataDir(folder)).resolves.toBeUndefined();
  await ended;
  await dropDataDir(folder);
  expect(existsSync(join(folder, 'a'))).toBe(false);
});

it('go at the end of a process', () => {
  const folder = newDataDir();
  dropDataDirAtExit(folder);
  expect(existsSync(folder)).toBe(false);
});
