// Writing several files: all or none, whatever fails, and never over what somebody saved meanwhile.
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { DISK_OPERATIONS, type FileOperations } from '../../../server/src/cli/file-operations';
import { removeLeftovers, temporaryName } from '../../../server/src/cli/leftovers';
import { writeFiles } from '../../../server/src/cli/write';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';

const NAMES = ['a.nix', 'b.nix', 'c.nix'];

/** Three files whose text is `old`, and what their folder holds. */
function oldFiles(): string {
  return temporaryFolder(NAMES.map((name) => `#- /${name}\nold\n`).join(''));
}

const texts = (folder: string): readonly string[] => NAMES.map((name) => fs.readFileSync(join(folder, name), 'utf8'));

/** Writes `new` into the files; what went wrong, if anything did. */
function write(
  folder: string,
  operations: Partial<FileOperations> = {},
  force = false,
  names: readonly string[] = NAMES,
): string {
  const changes = names.map((name) => ({ path: join(folder, name), before: 'old\n', after: 'new\n' }));
  try {
    writeFiles(changes, { force, shown: (path) => basename(path), operations: { ...DISK_OPERATIONS, ...operations } });
    return '';
  } catch (error) {
    return String(error);
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: it failed`), { code });
}

/** The function of the disk, failing from its n-th call on (counted from 1), or at that call only. */
function failing<K extends 'renameSync' | 'openSync' | 'writeFileSync' | 'fsyncSync' | 'fchmodSync'>(
  name: K,
  from: number,
  to = Number.POSITIVE_INFINITY,
): Partial<FileOperations> {
  let calls = 0;
  const real = DISK_OPERATIONS[name];
  return {
    [name]: (...args: Parameters<typeof real>) => {
      calls++;
      if (calls >= from && calls <= to) throw failure('ENOSPC');
      return Reflect.apply(real, fs, args);
    },
  };
}

it('writes all, and leaves nothing beside them', () => {
  const folder = oldFiles();
  expect(write(folder)).toBe('');
  expect(texts(folder)).toEqual(['new\n', 'new\n', 'new\n']);
  expect(fs.readdirSync(folder).sort()).toEqual(NAMES);
});

it.each([
  ['the first rename', 'renameSync', 1],
  ['the second rename', 'renameSync', 2],
  ['the third rename', 'renameSync', 3],
  ['the first temporary file', 'openSync', 1],
  ['the last temporary file', 'openSync', 3],
  ['the disk, at the second text', 'writeFileSync', 2],
  ['the disk, late', 'fsyncSync', 3],
  ['a mode', 'fchmodSync', 2],
] as const)('writes none when %s fails', (_what, name, call) => {
  const folder = oldFiles();
  const inodes = NAMES.map((file) => fs.statSync(join(folder, file)).ino);
  expect(write(folder, failing(name, call, call))).toMatch(
    /\.nix: cannot be written \(ENOSPC: it failed\); nothing was written$/,
  );
  expect(texts(folder)).toEqual(['old\n', 'old\n', 'old\n']);
  expect(NAMES.map((file) => fs.statSync(join(folder, file)).ino)).toEqual(inodes);
  expect(fs.readdirSync(folder).sort()).toEqual(NAMES);
});

it('says where the old text is when it cannot be put back', () => {
  const folder = oldFiles();
  const message = write(folder, failing('renameSync', 3));
  expect(message).toMatch(
    /c\.nix: cannot be written .*; a\.nix was written and could not be put back; its old text is in \./,
  );
  const kept = fs.readdirSync(folder).filter((name) => name.startsWith('.'));
  expect(kept.map((name) => fs.readFileSync(join(folder, name), 'utf8'))).toEqual(['old\n', 'old\n']);
  expect(removeLeftovers([folder]).map((path) => basename(path))).toEqual(kept);
});

it('works, and puts back, where hard links cannot be made', () => {
  const linkSync = (): never => {
    throw failure('EPERM');
  };
  const folder = oldFiles();
  expect(write(folder, { linkSync, ...failing('renameSync', 2, 2) })).toContain('nothing was written');
  expect(texts(folder)).toEqual(['old\n', 'old\n', 'old\n']);
  expect(write(folder, { linkSync })).toBe('');
  expect(texts(folder)).toEqual(['new\n', 'new\n', 'new\n']);
  expect(fs.readdirSync(folder).sort()).toEqual(NAMES);
});

/** Runs something once, right before the n-th call of a function. */
function before(
  name: 'renameSync' | 'readFileSync' | 'lstatSync',
  call: number,
  run: () => void,
): Partial<FileOperations> {
  let calls = 0;
  const real = DISK_OPERATIONS[name];
  return {
    [name]: (...args: Parameters<typeof real>) => {
      calls++;
      if (calls === call) run();
      return Reflect.apply(real, fs, args);
    },
  };
}

/** How editors save: into the file, or by a new one in its place. */
const SAVES: readonly (readonly [string, (path: string) => void])[] = [
  ['into the file', (path) => fs.writeFileSync(path, 'saved\n')],
  [
    'by a new file',
    (path) => {
      fs.writeFileSync(`${path}~`, 'saved\n');
      fs.renameSync(`${path}~`, path);
    },
  ],
];

it.each(SAVES)('stops for what was saved before it began, %s', (_how, save) => {
  const folder = oldFiles();
  save(join(folder, 'b.nix'));
  expect(write(folder)).toContain('b.nix: was changed meanwhile; nothing was written');
  expect(texts(folder)).toEqual(['old\n', 'saved\n', 'old\n']);
  expect(fs.readdirSync(folder).sort()).toEqual(NAMES);
});

it.each(SAVES)('stops for what is saved after the new texts were made, %s', (_how, save) => {
  const folder = oldFiles();
  // Three readings to prepare, then one before each file is replaced.
  expect(
    write(
      folder,
      before('readFileSync', 4, () => save(join(folder, 'b.nix'))),
    ),
  ).toContain('b.nix: was changed meanwhile');
  expect(texts(folder)).toEqual(['old\n', 'saved\n', 'old\n']);
  expect(fs.readdirSync(folder).sort()).toEqual(NAMES);
});

it('puts back what was saved into the file in the last moment', () => {
  const folder = oldFiles();
  const save = (): void => fs.writeFileSync(join(folder, 'b.nix'), 'saved\n');
  expect(write(folder, before('renameSync', 2, save))).toContain('b.nix: was changed meanwhile; nothing was written');
  expect(texts(folder)).toEqual(['old\n', 'saved\n', 'old\n']);
});

it('does not put back over what was saved since', () => {
  const folder = oldFiles();
  const [, [, saveByNewFile] = ['', () => {}]] = SAVES;
  const operations = before('renameSync', 3, () => {
    saveByNewFile(join(folder, 'a.nix'));
    throw failure('EIO');
  });
  expect(write(folder, operations)).toContain('a.nix was written and could not be put back; its old text is in .');
  expect(texts(folder)).toEqual(['saved\n', 'old\n', 'old\n']);
});

it('stops when a file vanishes, is no file any more, or its folder is another', () => {
  const folder = oldFiles();
  expect(
    write(
      folder,
      before('readFileSync', 4, () => fs.rmSync(join(folder, 'b.nix'))),
    ),
  ).toContain('nothing was written');
  expect(fs.readFileSync(join(folder, 'a.nix'), 'utf8')).toBe('old\n');

  const other = oldFiles();
  const toLink = before('readFileSync', 4, () => {
    fs.rmSync(join(other, 'b.nix'));
    fs.symlinkSync('/dev/null', join(other, 'b.nix'));
  });
  expect(write(other, toLink)).toContain('b.nix: is no longer a file; nothing was written');

  const swapped = temporaryFolder('#- /in/a.nix\nold\n#- /elsewhere/a.nix\nold\n');
  const toElsewhere = before('readFileSync', 2, () => {
    fs.renameSync(join(swapped, 'in'), join(swapped, 'was'));
    fs.symlinkSync('elsewhere', join(swapped, 'in'));
  });
  expect(write(swapped, toElsewhere, false, ['in/a.nix'])).toContain('nothing was written');
  expect(fs.readFileSync(join(swapped, 'elsewhere/a.nix'), 'utf8')).toBe('old\n');
  expect(fs.readFileSync(join(swapped, 'was/a.nix'), 'utf8')).toBe('old\n');
});

it('refuses what is write-protected, unless forced, and keeps its mode', () => {
  const folder = oldFiles();
  fs.chmodSync(join(folder, 'b.nix'), 0o444);
  expect(write(folder)).toContain('b.nix: is write-protected (--force writes it all the same); nothing was written');
  expect(texts(folder)).toEqual(['old\n', 'old\n', 'old\n']);
  expect(write(folder, {}, true)).toBe('');
  expect(texts(folder)).toEqual(['new\n', 'new\n', 'new\n']);
  expect(fs.statSync(join(folder, 'b.nix')).mode & 0o7777).toBe(0o444);
});

it('refuses to part hard links, and writes in place when forced', () => {
  const folder = oldFiles();
  fs.linkSync(join(folder, 'b.nix'), join(folder, 'other'));
  expect(write(folder)).toContain('b.nix: has 2 names (hard links), which would part (--force writes in place)');
  expect(texts(folder)).toEqual(['old\n', 'old\n', 'old\n']);
  expect(write(folder, failing('renameSync', 2, 2), true)).toContain('c.nix: cannot be written');
  expect(texts(folder)).toEqual(['old\n', 'old\n', 'old\n']);
  expect(write(folder, {}, true)).toBe('');
  expect(texts(folder)).toEqual(['new\n', 'new\n', 'new\n']);
  expect(fs.readFileSync(join(folder, 'other'), 'utf8')).toBe('new\n');
});

it('refuses to change the owner, and writes in place when forced', () => {
  const strange: Partial<FileOperations> = {
    fchownSync: () => {
      throw failure('EPERM');
    },
    // As the file of somebody else is made: by us.
    fstatSync: (handle) => Object.assign(fs.fstatSync(handle, { bigint: true }), { uid: 12_345n }),
  };
  const folder = oldFiles();
  expect(write(folder, strange)).toContain(
    'a.nix: its owner cannot be kept (--force writes in place); nothing was written',
  );
  const { ino } = fs.statSync(join(folder, 'a.nix'));
  expect(write(folder, strange, true)).toBe('');
  expect([texts(folder), fs.statSync(join(folder, 'a.nix')).ino]).toEqual([['new\n', 'new\n', 'new\n'], ino]);
});

it('makes temporary files that nobody else can read or have made', () => {
  const opened: unknown[] = [];
  const openSync: FileOperations['openSync'] = (path, flags, mode) => {
    opened.push([basename(path), Number(flags) & fs.constants.O_EXCL, mode]);
    return fs.openSync(path, flags, mode);
  };
  write(oldFiles(), { openSync }, false, ['a.nix']);
  expect(opened).toEqual([
    [expect.stringMatching(/^\.nixos-specialisations-\d+-[0-9a-f]{32}\.new$/), fs.constants.O_EXCL, 0o600],
  ]);
  expect(new Set(Array.from({ length: 100 }, () => temporaryName('new'))).size).toBe(100);
});

it('removes what a killed run left, and nothing else', () => {
  const folder = oldFiles();
  // A process that has ended; and one that runs.
  const gone = temporaryName('new').replace(String(process.pid), '99999999');
  const running = temporaryName('new').replace(String(process.pid), String(process.ppid));
  const linked = temporaryName('old').replace(String(process.pid), '99999999');
  const only = temporaryName('old').replace(String(process.pid), '99999999');
  const directory = temporaryName('new').replace(String(process.pid), '99999999');
  for (const name of [gone, running, only, '.nixos-specialisations-1-x.new', 'a.nix.123.tmp'])
    writeIn(folder, name, 'x');
  fs.linkSync(join(folder, 'a.nix'), join(folder, linked));
  fs.mkdirSync(join(folder, directory));
  expect(removeLeftovers([folder, dirname(folder)])).toEqual([join(folder, only)]);
  const left = [...NAMES, running, only, directory, '.nixos-specialisations-1-x.new', 'a.nix.123.tmp'];
  expect(fs.readdirSync(folder).sort()).toEqual(left.sort());
});
