// What could not be found out is said, and keeps nothing else from being found.
import { expect, it } from 'vitest';
import { SILENT } from '../../../server/src/base/logger';
import type { Note } from '../../../server/src/service/notes';
import { testWorkspace } from '../../support/workspace';

const CONFLICT = '{ services.openssh.enable = true; specialisation.a.configuration.services.openssh.enable = false; }';
const SLOW = '{ networking.hostName = let f = n: if n == 0 then "" else f (n - 1) + f (n - 1); in f 60; }';
const A = '/project/a/configuration.nix';
const B = '/project/b/configuration.nix';
const LARGE_STACK = { largeStack: true };
const codes = (notes: readonly Note[]): readonly unknown[] => notes.map(({ code, file }) => [code, file]);

it('what takes too long is told, and the others are analysed', async () => {
  const workspace = await testWorkspace(
    new Map([
      [A, SLOW],
      [B, CONFLICT],
    ]),
    LARGE_STACK,
  );
  const { notes, findings } = workspace.snapshot();
  expect(codes(notes)).toEqual([['stopped', A]]);
  expect(new Set(findings.map(({ file }) => file))).toEqual(new Set([B]));
  workspace.open(A, CONFLICT);
  expect(workspace.snapshot().notes).toEqual([]);
  workspace.dispose();
});

it('a search in what is not known goes round a few times, and is not given up', async () => {
  const search = `
{ pkgs, ... }:
let
  until = test: list:
    if list == [ ] then { found = false; before = [ ]; }
    else if test (builtins.head list) then { found = true; before = [ ]; }
    else let next = until test (builtins.tail list); in
      { inherit (next) found; before = [ (builtins.head list) ] ++ next.before; };
  found = until (line: line == "---") pkgs.lines;
in
{ networking.hostName = if found.found then builtins.head found.before else "a"; specialisation.a.configuration = { }; }`;
  const workspace = await testWorkspace(new Map([[A, search]]), LARGE_STACK);
  expect(workspace.snapshot().notes).toEqual([]);
  workspace.dispose();
});

it('a text that is too long to be mended is told', async () => {
  const text = `${CONFLICT}${'\n# a remark'.repeat(300_000)}\n]`;
  const workspace = await testWorkspace(
    new Map([
      [A, text],
      [B, CONFLICT],
    ]),
  );
  expect(codes(workspace.snapshot().notes)).toEqual([['too-long', A]]);
  workspace.dispose();
});

it('a fault is told once, hurts no other entry, and is not asked for again before a file changes', async () => {
  const reads: string[] = [];
  const logged: string[] = [];
  const workspace = await testWorkspace(
    new Map([
      [A, CONFLICT],
      [B, CONFLICT],
    ]),
    {
      logger: { ...SILENT, error: (line) => void logged.push(line) },
      onRead: (path) => {
        reads.push(path);
        if (path === A) throw new Error('a fault');
      },
    },
  );
  const { notes, findings } = workspace.snapshot();
  expect(codes(notes)).toEqual([['failed', A]]);
  expect(logged).toHaveLength(1);
  expect(new Set(findings.map(({ file }) => file))).toEqual(new Set([B]));
  const asked = reads.length;
  workspace.changed([]);
  expect(workspace.advance(Number.POSITIVE_INFINITY)).toBe(true);
  expect(reads).toHaveLength(asked);
  workspace.dispose();
});

it('what is set aside is not worked on until a file it had read changes', async () => {
  const works: string[] = [];
  const files = new Map([
    [A, CONFLICT],
    [B, CONFLICT],
  ]);
  const first = await testWorkspace(files, { onWork: (what) => void works.push(what) });
  first.snapshot();
  const [what = ''] = works;
  first.dispose();
  works.length = 0;
  const workspace = await testWorkspace(files, {
    onWork: (worked) => void works.push(worked),
    setAside: [{ what, files: [A] }],
  });
  expect(codes(workspace.snapshot().notes)).toEqual([['set-aside', A]]);
  workspace.open(B, `${CONFLICT} `);
  expect(codes(workspace.snapshot().notes)).toEqual([['set-aside', A]]);
  expect(works).not.toContain(what);
  workspace.open(A, `${CONFLICT} `);
  expect(workspace.snapshot().notes).toEqual([]);
  expect(works).toContain(what);
  workspace.dispose();
});
