// What the documents for developers name is there, so that a newcomer finds it.
import { describe, expect, it } from 'vitest';
import { filesIn, textOf } from './files';

const DOCUMENTS = ['docs/ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'];
/** Where a path in a document may start. */
const STARTS = ['', 'server/src/', 'client/src/'];

const paths = filesIn().flatMap((file) =>
  file.split('/').map((_, index, steps) => steps.slice(0, steps.length - index).join('/')),
);
const known: ReadonlySet<string> = new Set(paths);

/** Files and folders of ours that a text names in backquotes; what a reader fills in, as `NAME`, left out. */
function namedIn(text: string): readonly string[] {
  const quoted = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/g)].map(([, name = '']) => name);
  const ours = quoted.filter((name) => /\.(ts|mjs)$|\/$|^(server|client|test|scripts|data)\//.test(name));
  return [...new Set(ours.filter((name) => !/\bNAME\b/.test(name)))];
}

/** A path from one of the starts, or the end of one. */
function isThere(name: string): boolean {
  const path = name.replace(/\/$/, '');
  return (
    STARTS.some((start) => known.has(start + path)) ||
    (!path.includes('/') && paths.some((known) => known.endsWith(`/${path}`)))
  );
}

describe.each(DOCUMENTS)('%s', (document) => {
  it('names only files and folders that are there', () => {
    expect(namedIn(textOf(document)).filter((name) => !isThere(name))).toEqual([]);
  });
});

it('a path that leads nowhere is seen', () => {
  expect(namedIn('`rules/none.ts`, `test/unit/`, `mkForce`, `lib/modules.nix`, `project/frameworks/NAME.nix`')).toEqual(
    ['rules/none.ts', 'test/unit/'],
  );
  expect(['rules/none.ts', 'test/unit/', 'meter.ts', 'rules/index.ts'].map(isThere)).toEqual([false, true, true, true]);
});
