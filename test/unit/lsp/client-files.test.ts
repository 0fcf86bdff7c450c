// What the server asks an editor for that hands its files over: within bounds, nearest first, and in order.
import { expect, it } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { SILENT } from '../../../server/src/base/logger';
import { HandedFiles } from '../../../server/src/host/handed-files';
import { ClientFiles, type HandedLimits } from '../../../server/src/lsp/client-files';
import { pathOfUri } from '../../../server/src/lsp/uri';
import {
  type FilesParams,
  type FolderEntry,
  LIST_FOLDERS_REQUEST,
  MOST_ASKED,
} from '../../../server/src/protocol/files';

const ROOT = '/memfs:/flake';
const AMPLE: HandedLimits = { folders: 100, files: 1000, characters: 1_000_000 };

/** An editor with these files, by paths below the folder. `asked`: how many addresses each request named. */
function editor(files: Map<string, string>, limits: HandedLimits) {
  const asked: number[] = [];
  const below = (uri: string): string => (pathOfUri(uri) ?? '').slice(ROOT.length);
  const entriesOf = (folder: string): readonly FolderEntry[] | null => {
    const inside = [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
    const entries = inside.map((path): [string, FolderEntry] => {
      const [name = '', ...deeper] = path.slice(folder.length + 1).split('/');
      return [name, [name, deeper.length > 0 ? 'directory' : 'file', false]];
    });
    return entries.length === 0 ? null : [...new Map(entries).values()];
  };
  const answer = async (method: string, { uris }: FilesParams): Promise<unknown> => {
    asked.push(uris.length);
    const paths = uris.map(below);
    return method === LIST_FOLDERS_REQUEST ? paths.map(entriesOf) : paths.map((path) => files.get(path) ?? null);
  };
  const disk = new HandedFiles();
  const sendRequest = answer as Connection['sendRequest'];
  const client = new ClientFiles({ connection: { sendRequest }, logger: SILENT, disk, onNews: () => {} }, limits);
  return { client, disk, asked };
}

/** What a search finds, and whether that is all. */
function found(disk: HandedFiles): { readonly files: readonly string[]; readonly complete: boolean } {
  const walk = disk.walk(ROOT);
  for (;;) {
    const { done, value } = walk.next();
    if (done === true) return { files: value.files.map((path) => path.slice(ROOT.length)), complete: value.complete };
  }
}

it('asks for hundreds of files in a few requests, none too long', async () => {
  const names = Array.from({ length: 350 }, (_, i) => `/modules/${i}.nix`);
  const { client, disk, asked } = editor(new Map(names.map((name) => [name, '{ }'])), AMPLE);
  await client.load([ROOT]);
  expect(found(disk)).toEqual({ files: names.toSorted(), complete: true });
  expect(names.every((name) => disk.read(ROOT + name) === '{ }')).toBe(true);
  expect(Math.max(...asked)).toBeLessThanOrEqual(MOST_ASKED);
  expect(asked.length).toBeLessThan(8);
});

it('leaves what is farthest where there is too much, says so, and still reads it when it is wanted', async () => {
  const files = new Map([
    ['/flake.nix', '{ }'],
    ['/a/near.nix', '{ }'],
    ['/a/b/c/far.nix', '{ }'],
  ]);
  const { client, disk } = editor(files, { ...AMPLE, folders: 2 });
  await client.load([ROOT]);
  expect(found(disk)).toEqual({ files: ['/a/near.nix', '/flake.nix'], complete: false });
  const far = `${ROOT}/a/b/c/far.nix`;
  for (let rounds = 0; rounds < 4 && disk.read(far) === undefined; rounds++) {
    const wanted = disk.takeWanted();
    if (wanted !== undefined) await client.fetch(wanted);
  }
  expect(disk.read(far)).toBe('{ }');
});

it('reads no more texts than it may, but knows that they are there', async () => {
  const files = new Map(Array.from({ length: 9 }, (_, i) => [`/${i}.nix`, 'x'.repeat(100)]));
  const { client, disk } = editor(files, { ...AMPLE, files: 4 });
  await client.load([ROOT]);
  expect(found(disk).files).toHaveLength(9);
  expect([...files.keys()].filter((name) => disk.hasRead(ROOT + name))).toHaveLength(4);
  expect(found(disk).complete).toBe(false);
});

it('an editor that fails to answer keeps nobody waiting', async () => {
  const disk = new HandedFiles();
  const sendRequest = (async () => Promise.reject(new Error('gone'))) as Connection['sendRequest'];
  const client = new ClientFiles({ connection: { sendRequest }, logger: SILENT, disk, onNews: () => {} });
  await client.load([ROOT]);
  expect(disk.kind(`${ROOT}/flake.nix`)).toBeUndefined();
});
