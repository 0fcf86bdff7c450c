// What was found, kept on disk.
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { programIn, resultCache } from '../../../server/src/host/result-cache';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';

const cacheIn = (folder: string, folders = ['/home/kim/nixos']) => resultCache({ folder, folders, program: 'p' });

it('gives back what was written last for the same folders, and nothing else', () => {
  const folder = join(temporaryFolder(), 'not', 'there', 'yet');
  expect(cacheIn(folder).read()).toBeUndefined();
  cacheIn(folder).write('before');
  cacheIn(folder).write('some\nlines');
  expect(cacheIn(folder).read()).toBe('some\nlines');
  expect(cacheIn(folder, ['/home/kim/other']).read()).toBeUndefined();
});

it('reads nothing that is damaged, and can be written anew', () => {
  const folder = temporaryFolder();
  cacheIn(folder).write('{"long": "enough"}');
  const file = join(folder, readdirSync(folder)[0] ?? '');
  const whole = readFileSync(file, 'utf8');
  for (const damaged of ['', '\n', whole.slice(0, -1), `${whole} `, whole.replace('long', 'lung')]) {
    writeFileSync(file, damaged);
    expect(cacheIn(folder).read()).toBeUndefined();
  }
  cacheIn(folder).write('again');
  expect(cacheIn(folder).read()).toBe('again');
});

it.skipIf(process.platform === 'win32')('is for the eyes of its user only', () => {
  const folder = join(temporaryFolder(), 'new');
  cacheIn(folder).write('what a configuration says');
  expect(statSync(folder).mode & 0o077).toBe(0);
  expect(statSync(join(folder, readdirSync(folder)[0] ?? '')).mode & 0o077).toBe(0);
});

it('keeps those of the twenty projects that were opened last', () => {
  const folder = temporaryFolder();
  const names = Array.from({ length: 22 }, (_, index) => `/project-${index}`);
  for (const [index, name] of names.entries()) {
    const before = new Set(readdirSync(folder));
    cacheIn(folder, [name]).write(name);
    const made = readdirSync(folder).find((file) => !before.has(file)) ?? '';
    if (index < 21) utimesSync(join(folder, made), index + 1, index + 1);
  }
  expect(names.filter((name) => cacheIn(folder, [name]).read() === undefined)).toEqual(['/project-0', '/project-1']);
});

it('says nothing where it cannot write', () => {
  expect(() => cacheIn('/dev/null/nothing').write('x')).not.toThrow();
  expect(cacheIn('/dev/null/nothing').read()).toBeUndefined();
});

it('a program is another one once one of its files is', () => {
  const folder = temporaryFolder('#- /worker.js\n1\n#- /data/options.txt\n2\n');
  const before = programIn(folder);
  expect(programIn(folder)).toBe(before);
  writeIn(folder, '/data/options.txt', 'longer');
  expect(programIn(folder)).not.toBe(before);
  expect(programIn(join(folder, 'absent'))).toBeUndefined();
});
