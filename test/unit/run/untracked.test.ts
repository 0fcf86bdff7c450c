// The files that git knows, by its index.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pathsInIndex } from '../../../server/src/run/machine/git-index';
import { systemRoot } from '../../../server/src/run/machine/system-root';
import { untrackedFiles } from '../../../server/src/run/machine/untracked';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';

/** An index of version 2 or 3, as git writes it. */
function index(paths: readonly string[], version = 2): string {
  const number = (value: number) =>
    String.fromCharCode(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
  const isExtended = version === 3;
  const entries = paths.map((path) => {
    const name = Buffer.from(path).toString('latin1');
    const flags = String.fromCharCode(isExtended ? 0x40 : 0, name.length);
    const entry = `${'\x01'.repeat(60)}${flags}${isExtended ? '\x20\x00' : ''}${name}`;
    return entry + '\0'.repeat(8 - (entry.length % 8));
  });
  return `DIRC${number(version)}${number(paths.length)}${entries.join('')}TREE`;
}

describe('an index', () => {
  const paths = ['a', 'flake.nix', 'hosts/läptop.nix', 'x'.repeat(7), 'x'.repeat(8), 'x'.repeat(9)];

  test.each([2, 3])('of version %d', (version) => {
    expect(pathsInIndex(index(paths, version))).toEqual(new Set(paths));
  });

  test('of version 4, where names share their beginnings', () => {
    const entry = (drop: string, rest: string) => `${'\x01'.repeat(60)}\x00\x09${drop}${rest}\0`;
    const long = 'y'.repeat(300);
    // 300 as git writes numbers here: 0x81 0x2c.
    const text = `DIRC\0\0\0\x04\0\0\0\x04${entry('\0', 'hosts/a.nix')}${entry('\x05', 'b.nix')}${entry('\x0b', long)}${entry('\x81\x2c', 'z')}`;
    expect(pathsInIndex(text)).toEqual(new Set(['hosts/a.nix', 'hosts/b.nix', long, 'z']));
  });

  test.each(['', 'DIRC', 'DIRC\0\0\0\x05\0\0\0\0', 'nothing', 'DIRC\0\0\0\x02\0\0\0\x09x'])('%j is none', (text) => {
    expect(pathsInIndex(text)?.size ?? 0).toBe(0);
  });
});

describe('files of a flake', () => {
  const untracked = (folder: string, flake: string, ...files: readonly string[]) =>
    untrackedFiles(
      systemRoot(),
      join(folder, flake),
      files.map((file) => join(folder, file)),
    );

  test('that git does not know, by their path in the repository', async () => {
    const folder = temporaryFolder();
    writeIn(folder, '.git/index', Buffer.from(index(['nix/flake.nix', 'nix/a.nix']), 'latin1'));
    expect(await untracked(folder, 'nix', 'nix/flake.nix', 'nix/a.nix', 'nix/new.nix', '../outside.nix')).toEqual([
      'nix/new.nix',
    ]);
  });

  test('in a worktree', async () => {
    const folder = temporaryFolder();
    writeIn(folder, 'real/index', Buffer.from(index(['flake.nix']), 'latin1'));
    writeIn(folder, 'tree/.git', 'gitdir: ../real\n');
    expect(await untracked(folder, 'tree', 'tree/flake.nix', 'tree/new.nix')).toEqual(['new.nix']);
  });

  test('are all there without a repository, or with one that cannot be read', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'none'));
    expect(await untracked(folder, 'none', 'none/flake.nix')).toEqual([]);
    mkdirSync(join(folder, 'none/.git'));
    expect(await untracked(folder, 'none', 'none/flake.nix')).toEqual([]);
    writeIn(folder, 'none/.git/index', 'garbage');
    expect(await untracked(folder, 'none', 'none/flake.nix')).toEqual([]);
  });

  test('as git itself says', async () => {
    const folder = temporaryFolder();
    const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args]);
    git('init', '-q');
    for (const file of ['flake.nix', 'meant.nix', 'new.nix']) writeFileSync(join(folder, file), '{ }');
    git('add', 'flake.nix');
    git('add', '-N', 'meant.nix');
    expect(await untracked(folder, '.', 'flake.nix', 'meant.nix', 'new.nix')).toEqual(['new.nix']);
    git('update-index', '--index-version', '4');
    expect(await untracked(folder, '.', 'flake.nix', 'meant.nix', 'new.nix')).toEqual(['new.nix']);
  });
});
