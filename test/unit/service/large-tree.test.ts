// A project among thousands of other Nix files, on disk: what is never read, what is never parsed, and what is
// known long before all is done.
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SILENT } from '../../../server/src/base/logger';
import { applyEdits } from '../../../server/src/base/text-edit';
import { Disk } from '../../../server/src/host/disk';
import { WorkspaceFiles } from '../../../server/src/lsp/workspace-files';
import type { WorkspaceApi } from '../../../server/src/service/api';
import type { NixParser } from '../../../server/src/syntax/parser';
import { bigFlake } from '../../support/big-flake';
import { testParser } from '../../support/parser';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';
import { asData, testWorkspace } from '../../support/workspace';

const OTHERS = 3000;
const HOSTS = 12;
const FLAKE = bigFlake({ hosts: HOSTS, modules: 12 }, '');
const FILE = '/hosts/host-9/default.nix';
/** What would be found if it were looked at. */
const CONFLICT = '{ services.openssh.enable = true; specialisation.x.configuration.services.openssh.enable = false; }';
const PASSED_OVER = ['/.git', '/.direnv/flake-inputs', '/node_modules/nix', '/packages/s7/node_modules'];

const packaged = (i: number): string => `/packages/s${i % 60}/p${i}.nix`;

/** The project, thousands of packages beside it, and what tools leave lying about. */
function largeTree(): string {
  const folder = temporaryFolder();
  for (const [path, text] of FLAKE.files) writeIn(folder, path, text);
  for (let i = 0; i < OTHERS; i++) {
    const needs = i % 10 === 0 ? `callPackage ../..${packaged((i * 7) % OTHERS)} { }` : 'null';
    writeIn(
      folder,
      packaged(i),
      `{ stdenv, callPackage }: stdenv.mkDerivation { name = "p${i}"; needs = ${needs}; }\n`,
    );
  }
  for (const place of PASSED_OVER) writeIn(folder, `${place}/configuration.nix`, CONFLICT);
  const built = temporaryFolder(`#- /etc/nixos/configuration.nix\n${CONFLICT}`);
  symlinkSync(built, join(folder, 'result'));
  mkdirSync(join(folder, 'hosts/host-0/links'));
  symlinkSync(built, join(folder, 'hosts/host-0/links/result-2'));
  return folder;
}

class WatchedDisk extends Disk {
  readonly readPaths: string[] = [];

  override read(path: string): string | undefined {
    this.readPaths.push(path);
    return super.read(path);
  }
}

/** A workspace over a large tree with a file of it open, and what it costs. */
async function opened() {
  const folder = largeTree();
  const disk = new WatchedDisk();
  const roots = new WorkspaceFiles([folder], new Disk(), SILENT);
  const plain = await testParser();
  const parsed = new Set<string>();
  const counted =
    <A extends unknown[], R>(work: (text: string, ...more: A) => R) =>
    (text: string, ...more: A): R => {
      parsed.add(text);
      return work(text, ...more);
    };
  const parser: NixParser = { parse: counted((text) => plain.parse(text)), open: counted((text) => plain.open(text)) };
  const workspace = await testWorkspace(new Map(), { files: disk, parser, nixFiles: (until) => roots.files(until) });
  const file = folder + FILE;
  workspace.open(file, FLAKE.files.get(FILE) ?? '');
  return { folder, workspace, disk, parsed, roots, file };
}

/** As little work as possible at a time, until `isEnough`; returns how often. */
function pieces(workspace: WorkspaceApi, focus: string, isEnough: () => boolean): number {
  for (let count = 0; count < 100_000; count++) {
    if (isEnough()) return count;
    workspace.advance(0, focus);
  }
  throw new Error('no end');
}

const conflictsIn = (workspace: WorkspaceApi, file: string): number =>
  workspace.partial.shown.filter((finding) => finding.file === file && finding.code === 'option-conflict').length;

it('what tools leave lying about is never read, and what is no part of a system never parsed', async () => {
  const { folder, workspace, disk, parsed, roots, file } = await opened();
  pieces(workspace, file, () => workspace.partial.isComplete);
  const below = disk.readPaths.map((path) => path.slice(folder.length));
  expect(roots.files(Number.POSITIVE_INFINITY)).toHaveLength(OTHERS + FLAKE.files.size);
  expect(below.filter((path) => PASSED_OVER.some((place) => path.startsWith(place)) || /\/result/.test(path))).toEqual(
    [],
  );
  expect(disk.readPaths.filter((path) => !path.startsWith(`${folder}/`))).toEqual([]);
  expect([...parsed].filter((text) => text.includes('mkDerivation'))).toEqual([]);
  expect(parsed.size).toBeLessThanOrEqual(FLAKE.files.size);
  // Each of the others is looked at once.
  expect(below.filter((path) => path === packaged(1))).toHaveLength(1);
  workspace.dispose();
});

it('the open file is answered with one host done, and the others wait', async () => {
  const { workspace, parsed, file } = await opened();
  const first = pieces(workspace, file, () => conflictsIn(workspace, file) > 0);
  expect(workspace.partial.systems.map(({ host }) => host)).toEqual(['host-9']);
  expect(workspace.partial.isComplete).toBe(false);
  // The flake, the host, and what it imports.
  expect(parsed.size).toBeLessThan(FLAKE.files.size);
  const rest = pieces(workspace, file, () => workspace.partial.isComplete);
  expect(rest).toBeGreaterThan(HOSTS - 1);
  // Looking through the tree is no piece of its own either.
  expect(first).toBeGreaterThan(OTHERS / 100);
  workspace.dispose();
});

it('an edit is answered while the first analysis goes on, and in the end all is as in a fresh one', async () => {
  const { folder, workspace, file } = await opened();
  pieces(workspace, file, () => conflictsIn(workspace, file) > 0);
  const text = FLAKE.files.get(FILE) ?? '';
  const start = text.indexOf('"off"');
  const edit = { start, end: start + '"off"'.length, newText: '"on"' };
  workspace.edit(file, applyEdits(text, [edit]), [edit]);
  pieces(workspace, file, () => workspace.partial.systems.some(({ host }) => host === 'host-9'));
  expect(conflictsIn(workspace, file)).toBe(0);
  expect(workspace.partial.isComplete).toBe(false);
  pieces(workspace, file, () => workspace.partial.isComplete);
  const fresh = await testWorkspace(new Map(), {
    files: new Disk(),
    nixFiles: (until) => new WorkspaceFiles([folder], new Disk(), SILENT).files(until),
  });
  fresh.open(file, applyEdits(text, [edit]));
  expect(asData(workspace.snapshot())).toEqual(asData(fresh.snapshot()));
  expect(fresh.snapshot().systems).toHaveLength(HOSTS);
  workspace.dispose();
  fresh.dispose();
});
