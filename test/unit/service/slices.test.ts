// Work in slices: what is in hand first, what is known meanwhile, what is not done twice.
import { expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text-edit';
import type { WorkspaceApi } from '../../../server/src/service/api';
import { bigFlake } from '../../support/big-flake';
import { asData, testWorkspace } from '../../support/workspace';

const FLAKE = bigFlake({ hosts: 6, modules: 12 });
const fileOf = (host: string): string => `/project/hosts/${host}/default.nix`;
const hostsIn = (workspace: WorkspaceApi): readonly (string | null)[] =>
  workspace.partial.systems.map(({ host }) => host);

/** As many slices as short as can be until `isEnough`; how many they were. */
function work(workspace: WorkspaceApi, focus: string | undefined, isEnough: () => boolean): number {
  for (let slices = 1; slices < 1000; slices++) {
    const isDone = workspace.advance(0, focus);
    if (isEnough()) return slices;
    if (isDone) throw new Error('all is done');
  }
  throw new Error('no end');
}

/** Types `newText` in place of the first `before`. */
function replace(workspace: WorkspaceApi, file: string, before: string, newText: string): void {
  const text = FLAKE.files.get(file) ?? '';
  const start = text.indexOf(before);
  const edit = { start, end: start + before.length, newText };
  workspace.open(file, text);
  workspace.edit(file, applyEdits(text, [edit]), [edit]);
}

it('the host that a file is named after comes first, then the hosts that a file takes part in', async () => {
  const workspace = await testWorkspace(FLAKE.files);
  work(workspace, fileOf('host-4'), () => hostsIn(workspace).length > 0);
  expect(hostsIn(workspace)).toEqual(['host-4']);
  workspace.snapshot();
  replace(workspace, '/project/modules/m7.nix', 'default = true', 'default = false');
  expect(hostsIn(workspace)).not.toContain('host-2');
  work(workspace, fileOf('host-2'), () => hostsIn(workspace).includes('host-2'));
  expect(workspace.partial.isComplete).toBe(false);
  expect(workspace.partial.isSettled(fileOf('host-2'))).toBe(true);
  expect(workspace.partial.isSettled('/project/modules/m7.nix')).toBe(false);
  workspace.dispose();
});

it('a file that only one host leads to comes with that host', async () => {
  const files = new Map(FLAKE.files);
  const host = files.get(fileOf('host-3')) ?? '';
  files.set(fileOf('host-3'), host.replace('imports = [', 'imports = [ ../../modules/gaming'));
  files.set('/project/modules/gaming/default.nix', '{ imports = [ ./steam.nix ]; }');
  files.set('/project/modules/gaming/steam.nix', '{ programs.steam.enable = true; }');
  expect(files.get(fileOf('host-3'))).not.toBe(host);
  const workspace = await testWorkspace(files);
  work(workspace, '/project/modules/gaming/steam.nix', () => hostsIn(workspace).length > 0);
  expect(hostsIn(workspace)).toEqual(['host-3']);
  workspace.dispose();
});

it('an edit leaves the hosts alone that the file takes no part in', async () => {
  const workspace = await testWorkspace(FLAKE.files);
  const before = workspace.snapshot();
  replace(workspace, fileOf('host-1'), '"UTC"', 'null');
  expect(hostsIn(workspace)).toEqual(['host-0', 'host-2', 'host-3', 'host-4', 'host-5']);
  const after = workspace.snapshot();
  expect(after.systems[0]).toBe(before.systems[0]);
  expect(after.systems[1]).not.toBe(before.systems[1]);
  workspace.dispose();
});

it('what is shown moves with the text until there is something new, and what is offered does not', async () => {
  const workspace = await testWorkspace(FLAKE.files);
  const file = fileOf('host-0');
  const [before] = workspace.snapshot().findings.filter((finding) => finding.file === file);
  replace(workspace, file, '{ lib', '{ other ? 1, lib');
  const [shown] = workspace.partial.shown.filter((finding) => finding.file === file);
  expect(shown).toMatchObject({
    start: (before?.start ?? 0) + 11,
    end: (before?.end ?? 0) + 11,
    message: before?.message,
  });
  expect(shown?.fixes()).toEqual([]);
  // Nobody has asked before, and now it is too late.
  expect(before?.fixes()).toEqual([]);
  expect(workspace.partial.findings.filter((finding) => finding.file === file)).toEqual([]);
  const [after] = workspace.snapshot().findings.filter((finding) => finding.file === file);
  expect(after).toMatchObject({ start: shown?.start, end: shown?.end });
  expect(after?.fixes()).not.toEqual([]);
  workspace.dispose();
});

it('work that an edit makes pointless is not finished', async () => {
  const workspace = await testWorkspace(FLAKE.files);
  const file = fileOf('host-0');
  workspace.advance(0, file);
  workspace.advance(0, file);
  replace(workspace, file, 'UTC', 'CET');
  const slices = work(workspace, file, () => hostsIn(workspace).includes('host-0'));
  expect(slices).toBeGreaterThan(1);
  const fresh = await testWorkspace(
    new Map([...FLAKE.files, [file, (FLAKE.files.get(file) ?? '').replace('UTC', 'CET')]]),
  );
  expect(asData(workspace.snapshot())).toEqual(asData(fresh.snapshot()));
  workspace.dispose();
  fresh.dispose();
});
