// Files on disk, for tests of what reads the disk.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseFixture } from './fixture';

/** A folder on disk with the files of a fixture, for the test that runs now. */
export function temporaryFolder(fixture = ''): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'specialisations-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of parseFixture(fixture)) writeIn(folder, path, text);
  return folder;
}

export function writeIn(folder: string, path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
