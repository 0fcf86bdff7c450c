// The disk: what is read, what is passed over, and what a search for Nix files finds.

import { execFileSync } from 'node:child_process';
import { mkdirSync, openSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Disk } from '../../../server/src/host/disk';
import { bytesAt, corePath, entriesAt, readUpTo } from '../../../server/src/host/reading';
import { listNixFiles } from '../../../server/src/host/walk';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';

describe('reading', () => {
  const read = (bytes: string | Uint8Array): string | undefined => {
    const folder = temporaryFolder();
    writeIn(folder, '/file.nix', bytes);
    return new Disk().read(`${folder}/file.nix`);
  };

  it.each([
    ['text', '{ a = "ü😀"; }\r\n', '{ a = "ü😀"; }\r\n'],
    ['nothing', '', ''],
    ['text behind a byte order mark', '\ufeff{ }', '{ }'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), undefined],
    ['half a character', new Uint8Array([0xc3]), undefined],
    ['a NUL byte', new Uint8Array([0x7b, 0, 0x7d]), undefined],
    ['more than 8 MB', ' '.repeat(8 * 1024 * 1024 + 1), undefined],
  ])('%s', (_name, bytes, expected) => {
    expect(read(bytes)).toBe(expected);
  });

  it('what is no file is absent', () => {
    const folder = temporaryFolder();
    const disk = new Disk();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('gone', join(folder, 'broken'));
    symlinkSync('loop', join(folder, 'loop'));
    const long = `/${'a/'.repeat(100_000)}b`;
    for (const path of [
      folder,
      `${folder}/none`,
      `${folder}/pipe`,
      `${folder}/broken`,
      `${folder}/loop`,
      '/dev/zero',
      '/a\0b',
      '',
      long,
    ]) {
      expect(disk.read(path)).toBeUndefined();
      expect(disk.list(`${path}/x`)).toEqual([]);
    }
  });

  it.skipIf(process.platform !== 'linux')('what the kernel shows as files is absent, whatever leads there', () => {
    const folder = temporaryFolder();
    const targets = [
      '/proc/self/pagemap',
      '/proc/kmsg',
      '/proc/self/mem',
      '/proc/version',
      '/sys/kernel/notes',
      '/dev/null',
      '/dev/zero',
    ];
    for (const [index, target] of targets.entries()) symlinkSync(target, join(folder, `x${index}.nix`));
    symlinkSync('x0.nix', join(folder, 'chain.nix'));
    symlinkSync('/proc/self', join(folder, 'self'));
    const disk = new Disk();
    for (const name of [...targets.keys()]
      .map((index) => `x${index}.nix`)
      .concat('chain.nix', 'self', 'self/environ', 'self/fd/0'))
      expect([disk.read(`${folder}/${name}`), disk.kind(`${folder}/${name}`)]).toEqual([undefined, undefined]);
    for (const path of [`${folder}/self`, '/proc', '/dev', '/sys'])
      expect([disk.kind(path), disk.list(path)]).toEqual([undefined, []]);
    expect(listNixFiles(folder).files).toEqual([]);
    expect(listNixFiles('/proc/self').files).toEqual([]);
  });

  it('a size is not believed', () => {
    const folder = temporaryFolder('#- /a.nix\n1234567890');
    const text = (limit: number): number | undefined => bytesAt(`${folder}/a.nix`, limit)?.length;
    expect([text(10), text(11), text(100)]).toEqual([undefined, 11, 11]);
    // Files that say they are empty, and are not.
    if (process.platform === 'linux') expect(readUpTo(1000, openSync('/proc/self/status', 'r'), 0)).toBeUndefined();
  });

  it('a link that was put in place of a file meanwhile is not followed', () => {
    const folder = temporaryFolder('#- /a.nix\n{ }\n#- /b.nix\n{ secret = 1; }');
    const disk = new Disk();
    expect(disk.read(`${folder}/a.nix`)).toBe('{ }\n');
    rmSync(join(folder, 'a.nix'));
    symlinkSync('b.nix', join(folder, 'a.nix'));
    expect(disk.read(`${folder}/a.nix`)).toBeUndefined();
    disk.invalidate([`${folder}/a.nix`]);
    expect(disk.read(`${folder}/a.nix`)).toContain('secret');
  });
});

describe('kinds and lists', () => {
  it('follow links', () => {
    const folder = temporaryFolder('#- /sub/a.nix\n{ }');
    symlinkSync('sub', join(folder, 'link'));
    symlinkSync('sub/a.nix', join(folder, 'file'));
    symlinkSync('gone', join(folder, 'broken'));
    const disk = new Disk();
    expect(['sub', 'link', 'file', 'broken', 'none'].map((name) => disk.kind(`${folder}/${name}`))).toEqual([
      'directory',
      'directory',
      'file',
      undefined,
      undefined,
    ]);
    expect(disk.list(folder)).toEqual(['broken', 'file', 'link', 'sub']);
    expect(disk.list(`${folder}/file`)).toEqual([]);
    expect(disk.list(`${folder}/none`)).toEqual([]);
  });

  it('of a folder with too many entries are not known, nor of one that cannot be read', () => {
    const folder = temporaryFolder('#- /a.nix\n{ }\n#- /b\n{ }\n#- /c\n{ }');
    expect(entriesAt(folder, 2)).toMatchObject({ complete: false });
    expect(entriesAt(folder, 3)).toMatchObject({ complete: true });
    expect(entriesAt(`${folder}/a.nix`)).toBeUndefined();
  });

  it('are those of where a path really leads', () => {
    const folder = temporaryFolder('#- /in/a\n{ }\n#- /out/b\n{ }');
    symlinkSync('../out', join(folder, 'in/first'));
    symlinkSync('first', join(folder, 'in/second'));
    symlinkSync('gone', join(folder, 'in/broken'));
    symlinkSync('/', join(folder, 'in/top'));
    const disk = new Disk();
    const place = (path: string): string => disk.place(`${folder}/in/${path}`).replace(folder, '');
    expect(['a', 'second/b', 'second/none/x', 'broken', 'broken/x'].map(place)).toEqual([
      '/in/a',
      '/out/b',
      '/out/none/x',
      '/in/broken',
      '/in/broken/x',
    ]);
    expect(disk.place(`${folder}/in/top/etc`)).toBe(disk.place('/etc'));
    expect(['/', '', 'C:/'].map((path) => disk.place(path))).toEqual(['/', '', 'C:/']);
    rmSync(join(folder, 'in/first'));
    disk.invalidate([`${folder}/in/first`]);
    expect(place('second/b')).toBe('/in/second/b');
  });

  it('are remembered until files are said to have changed', () => {
    const folder = temporaryFolder('#- /a.nix\n{ }');
    const disk = new Disk();
    const look = () => [disk.kind(`${folder}/a.nix`), disk.kind(`${folder}/b.nix`), disk.list(folder)];
    const before = look();
    renameSync(join(folder, 'a.nix'), join(folder, 'b.nix'));
    expect(look()).toEqual(before);
    disk.invalidate();
    expect(look()).toEqual([undefined, 'file', ['b.nix']]);
  });
});

describe('the Nix files of a folder', () => {
  const names = (folder: string): readonly string[] =>
    listNixFiles(folder).files.map((file) => file.slice(folder.length));

  it('are sorted, and leave out what is not written by hand', () => {
    const kept = [
      '/.config/home-manager/home.nix',
      '/.config/nixos/flake.nix',
      '/a.nix',
      '/hosts/b.nix',
      '/results/c.nix',
    ];
    const left = [
      '/.git/x.nix',
      '/.direnv/x.nix',
      '/.devenv/x.nix',
      '/.hidden/x.nix',
      '/.config/Code/x.nix',
      '/result/x.nix',
      '/result-2/x.nix',
      '/node_modules/x.nix',
      '/readme.md',
    ];
    expect(names(temporaryFolder([...left, ...kept].map((path) => `#- ${path}\n{ }\n`).join('')))).toEqual(kept);
  });

  it('are found through links, but each folder once, and no folder outside', () => {
    const folder = temporaryFolder('#- /real/a.nix\n{ }');
    symlinkSync('.', join(folder, 'again'));
    symlinkSync('/', join(folder, 'everything'));
    symlinkSync('../..', join(folder, 'real', 'up'));
    const other = temporaryFolder('#- /b.nix\n{ }');
    symlinkSync(other, join(folder, 'other'));
    symlinkSync(join(other, 'b.nix'), join(folder, 'linked.nix'));
    const found = listNixFiles(folder).files.map((file) => file.slice(folder.length));
    expect(found).toEqual(['/linked.nix', '/real/a.nix']);
    const { links } = listNixFiles(folder);
    expect(links).toContainEqual({ path: `${folder}/other`, place: corePath(other) });
    expect(links).toContainEqual({ path: `${folder}/linked.nix`, place: corePath(join(other, 'b.nix')) });
  });

  it('a folder is no file, whatever its name', () => {
    const folder = temporaryFolder('#- /a.nix/default.nix\n{ }');
    expect(names(folder)).toEqual(['/a.nix/default.nix']);
  });

  it('are the nearest ones where there are too many', () => {
    const folder = temporaryFolder(
      ['/deep/er/a.nix', '/z.nix', '/deep/b.nix'].map((path) => `#- ${path}\n{ }\n`).join(''),
    );
    const limited = (files: number, folders: number) => listNixFiles(folder, { files, folders });
    expect(limited(2, 10)).toEqual({ files: [`${folder}/deep/b.nix`, `${folder}/z.nix`], complete: false, links: [] });
    expect(limited(3, 10).complete).toBe(true);
    expect(limited(3, 2).complete).toBe(false);
  });

  it('are none where there is no folder', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'file'), '');
    for (const name of ['none', 'file', 'empty'])
      expect(listNixFiles(`${folder}/${name}`)).toEqual({ files: [], complete: true, links: [] });
  });
});

it('paths are absolute, without dots', () => {
  expect(corePath('/etc/../etc/./nixos/')).toBe('/etc/nixos');
  expect(corePath('a/../b')).toBe(`${process.cwd()}/b`);
});
