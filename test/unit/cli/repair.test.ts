// Fixing in memory: what helps is made, what does not is taken back, whatever the rules promise.
import { expect, it } from 'vitest';
import { repair } from '../../../server/src/cli/repair';
import type { Finding } from '../../../server/src/rules/engine/finding';

const FILE = '/a.nix';
const TARGET = { base: '/', file: undefined, nixFiles: [FILE], allowsOutside: false, chosen: {} };

/** A workspace that finds the words of a text that are no `ok`; the fix of a word is another word. */
function words(text: string, fixes: Readonly<Record<string, string>>) {
  let now = text;
  const findings = (): readonly Finding[] =>
    [...now.matchAll(/\w+/g)].flatMap((match): Finding[] => {
      const [word] = match;
      const place = { file: FILE, start: match.index, end: match.index + word.length };
      const newText = fixes[word];
      const edits = newText === undefined ? [] : [{ ...place, newText }];
      const fix = { title: word, kind: 'mkForce', preferred: true, edits } as const;
      // A word is known by what it begins with.
      const option = word.charAt(0);
      const about = {
        code: 'word',
        severity: 'error',
        message: word,
        root: FILE,
        host: null,
        specialisation: null,
        option,
        related: [],
      } as const;
      return word === 'ok' ? [] : [{ ...place, ...about, fixes: () => (newText === undefined ? [] : [fix]) }];
    });
  const workspace = {
    snapshot: () => ({ systems: [], findings: findings(), notes: [] }),
    texts: { read: () => now, parse: () => undefined, says: () => false },
    open: (_file: string, opened: string) => {
      now = opened;
    },
  };
  const { changes, ...rest } = repair(workspace, TARGET, 'mkForce');
  return { texts: new Map(changes.map(({ path, after }) => [path, after])), ...rest };
}

it('a fix that helps is made, in as many rounds as it takes', () => {
  const { texts, after, inVain } = words('a b', { a: 'ok', b: 'bb', bb: 'ok' });
  expect([texts.get(FILE), after.length, inVain]).toEqual(['ok ok', 0, 0]);
});

it('a fix that does not help is not made, and the others are', () => {
  const { texts, after, inVain } = words('a b', { a: 'ok', b: 'bb', bb: 'bbb' });
  expect([texts.get(FILE), after.map(({ message }) => message), inVain]).toEqual(['ok b', ['b'], 1]);
});

it('where none helps nothing is changed', () => {
  const { texts, after, inVain } = words('b', { b: 'b b' });
  expect([texts.size, after.length, inVain]).toEqual([0, 1, 1]);
});

it('where one of the fixes makes another error, and nobody knows which, none is made', () => {
  const { texts, after, inVain } = words('a b', { a: 'c', b: 'ok' });
  expect([texts.get(FILE), after.map(({ message }) => message), inVain]).toEqual([undefined, ['a', 'b'], 2]);
});

it('a fix that makes two errors of one is not made', () => {
  const { texts, inVain } = words('a', { a: 'c d' });
  expect([texts.size, inVain]).toEqual([0, 1]);
});
