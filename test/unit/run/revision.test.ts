// Which revision a system was built from, and which one a folder is at.
import { expect, test } from 'vitest';
import { builtRevision, headRevision } from '../../../server/src/run/machine/revision';
import { systemRoot } from '../../../server/src/run/machine/system-root';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';

const A = 'a'.repeat(40);
const B = '0123456789'.repeat(4);

const head = (files: Readonly<Record<string, string>>, folder = '') => {
  const top = temporaryFolder();
  for (const [path, text] of Object.entries(files)) writeIn(top, path, text);
  return headRevision(systemRoot(), `${top}${folder}`);
};

test.each([
  ['a branch', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${A}\n` }, A],
  [
    'a branch that is packed',
    {
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/packed-refs': `# pack\n${B} refs/heads/other\n${A} refs/heads/main\n`,
    },
    A,
  ],
  ['no branch', { '.git/HEAD': `${A}\n` }, A],
  [
    'a worktree',
    {
      '.git': 'gitdir: main/.git/worktrees/w\n',
      'main/.git/worktrees/w/HEAD': 'ref: refs/heads/w\n',
      'main/.git/worktrees/w/commondir': '../..\n',
      'main/.git/refs/heads/w': `${A}\n`,
    },
    A,
  ],
  ['nothing committed yet', { '.git/HEAD': 'ref: refs/heads/main\n' }, undefined],
  ['a reference that leads elsewhere', { '.git/HEAD': 'ref: refs/../../secret\n', secret: `${A}\n` }, undefined],
  ['no commit', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': 'hunter2\n' }, undefined],
] as const)('head: %s', async (_, files, expected) => {
  expect(await head(files)).toBe(expected);
});

test('head: of the repository around a folder', async () => {
  expect(await head({ '.git/HEAD': A, 'hosts/a.nix': '' }, '/hosts')).toBe(A);
});

test.each([
  [`{"configurationRevision":"${A}","nixosVersion":"25.11"}`, { revision: A, isDirty: false }],
  [`{"nixosVersion":"25.11","configurationRevision":"${A}-dirty"}`, { revision: A, isDirty: true }],
  ['{"nixosVersion":"25.11"}', undefined],
  [`{"configurationRevision":"my-own-name"}`, undefined],
])('built: %s', async (json, expected) => {
  const system = temporaryFolder();
  writeIn(system, 'sw/bin/nixos-version', `#!/bin/sh\ncase "$1" in\n--json)\n  cat <<EOF\n${json}\nEOF\n;;\nesac\n`);
  expect(await builtRevision(systemRoot(), system)).toEqual(expected);
});

test('built: a system without that program does not say', async () => {
  expect(await builtRevision(systemRoot(), temporaryFolder())).toBeUndefined();
});
