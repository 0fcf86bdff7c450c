// What an editor has handed over, what it has not yet, and what lies elsewhere.
import { expect, it } from 'vitest';
import { HandedFiles } from '../../../server/src/host/handed-files';

const ROOT = '/memfs:/flake';

function handed(): HandedFiles {
  const files = new HandedFiles();
  files.enter(ROOT);
  files.take({
    folders: [
      [
        ROOT,
        [
          ['flake.nix', 'file', false],
          ['big.json', 'file', false],
          ['hosts', 'directory', false],
          ['.git', 'directory', false],
          ['loop', 'directory', true],
        ],
      ],
      [`${ROOT}/hosts`, [['a.nix', 'file', false]]],
    ],
    texts: [
      [`${ROOT}/flake.nix`, '{ }'],
      [`${ROOT}/hosts/a.nix`, '{ a = 1; }'],
    ],
  });
  return files;
}

it('tells what was handed over, and that nothing else is there', () => {
  const files = handed();
  expect(files.read(`${ROOT}/hosts/a.nix`)).toBe('{ a = 1; }');
  expect(files.kind(`${ROOT}/hosts`)).toBe('directory');
  expect(files.kind(`${ROOT}/hosts/b.nix`)).toBeUndefined();
  expect(files.untold(`${ROOT}/hosts/b.nix`, 'kind')).toBeUndefined();
  expect(files.untold(`${ROOT}/hosts/b/c.nix`, 'text')).toBeUndefined();
  expect(files.list(`${ROOT}/hosts`)).toEqual(['a.nix']);
  expect(files.list(`${ROOT}/flake.nix`)).toEqual([]);
  expect(files.takeWanted()).toBeUndefined();
});

it('what was not handed over is wanted, once, and is no answer until it is there', () => {
  const files = handed();
  expect(files.kind(`${ROOT}/big.json`)).toBe('file');
  expect(files.untold(`${ROOT}/big.json`, 'kind')).toBeUndefined();
  expect(files.untold(`${ROOT}/big.json`, 'anything')).toBeUndefined();
  expect(files.untold(`${ROOT}/big.json`, 'text')).toBe('not read yet');
  expect(files.untold(`${ROOT}/big.json`, 'anything')).toBe('not read yet');
  expect(files.untold(`${ROOT}/.git/config`, 'kind')).toBe('not read yet');
  expect(files.takeWanted()).toEqual({ folders: [`${ROOT}/.git`], texts: [`${ROOT}/big.json`] });
  expect(files.read(`${ROOT}/big.json`)).toBeUndefined();
  expect(files.takeWanted()).toBeUndefined();
  files.take({ folders: [[`${ROOT}/.git`, null]], texts: [[`${ROOT}/big.json`, null]] });
  expect(files.untold(`${ROOT}/big.json`, 'text')).toBeUndefined();
  expect(files.untold(`${ROOT}/.git/config`, 'kind')).toBeUndefined();
  expect(files.takeWanted()).toBeUndefined();
});

it('what lies outside is nobody’s to tell', () => {
  const files = handed();
  for (const path of ['/memfs:/other/a.nix', '/memfs:', '/nix/store/x', '/memfs:/flakeshop']) {
    expect(files.kind(path)).toBeUndefined();
    expect(files.untold(path, 'kind')).toBe('outside the workspace');
  }
  expect(files.takeWanted()).toBeUndefined();
});

it('what vanished with its folder says nothing any more, and comes back as it is then', () => {
  const files = handed();
  files.take({ folders: [[ROOT, [['flake.nix', 'file', false]]]], texts: [] });
  expect(files.kind(`${ROOT}/hosts/a.nix`)).toBeUndefined();
  expect(files.untold(`${ROOT}/hosts/a.nix`, 'anything')).toBeUndefined();
  files.take({ folders: [[ROOT, [['hosts', 'directory', false]]]], texts: [] });
  expect(files.untold(`${ROOT}/hosts/a.nix`, 'text')).toBe('not read yet');
  expect(files.read(`${ROOT}/flake.nix`)).toBeUndefined();
});

it('a search finds Nix files, passes over what searches pass over, and follows no link', () => {
  const walk = handed().walk(ROOT);
  let step = walk.next();
  while (step.done !== true) step = walk.next();
  expect(step.value).toEqual({
    files: [`${ROOT}/flake.nix`, `${ROOT}/hosts/a.nix`],
    complete: true,
    links: [],
  });
});

it('somebody new is told all of it', () => {
  const [files, others] = [handed(), new HandedFiles()];
  others.enter(ROOT);
  others.take(files.all);
  expect(others.all).toEqual(files.all);
});
