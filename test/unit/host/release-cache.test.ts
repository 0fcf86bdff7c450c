// Releases kept on disk.
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ReleaseCache } from '../../../server/src/host/release-cache';
import { FORMAT } from '../../../server/src/release/cached-release';
import type { Release } from '../../../server/src/release/read-release';
import { temporaryFolder, writeIn } from '../../support/temporary-folder';

const STORE = '/nix/store/00000000000000000000000000000000-source';
const releaseAt = (path: string, files: readonly string[] = []): Release => ({
  path,
  release: '99.05',
  table: 'NixOS\n\n\n\n',
  size: 0,
  files,
});

let folder = '';
let cache = new ReleaseCache('');
const kept = (): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.options'));
const only = (): string => join(folder, kept()[0] ?? '');

beforeEach(() => {
  folder = join(temporaryFolder(), 'not', 'there', 'yet');
  cache = new ReleaseCache(folder);
});

it('gives back what was put in, and nothing else', () => {
  expect(cache.get({ nixpkgs: STORE })).toBeUndefined();
  cache.put({ nixpkgs: STORE }, releaseAt(STORE));
  expect(cache.get({ nixpkgs: STORE })).toEqual(releaseAt(STORE));
  expect(new ReleaseCache(folder).get({ nixpkgs: STORE })).toEqual(releaseAt(STORE));
  expect(cache.get({ nixpkgs: `${STORE}-2` })).toBeUndefined();
  expect(cache.get({ nixpkgs: STORE, homeManager: STORE })).toBeUndefined();
});

it('leaves nothing half written, and clears away what others left so', () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'now.new'), 'half');
  writeFileSync(join(folder, 'then.new'), 'half');
  utimesSync(join(folder, 'then.new'), 1, 1);
  cache.put({ nixpkgs: STORE }, releaseAt(STORE));
  expect(readdirSync(folder).filter((name) => !name.endsWith('.options'))).toEqual(['now.new']);
});

describe('is as if nothing were kept', () => {
  it.each([
    ['damaged', (text: string) => text.replace('99.05', '99.06x')],
    ['cut off', (text: string) => text.slice(0, -2)],
    ['empty', () => ''],
    ['of another version', (text: string) => text.replace(`"format":${FORMAT}`, `"format":${FORMAT + 1}`)],
  ])('when a file is %s, until it is written anew', (what, change) => {
    cache.put({ nixpkgs: STORE }, releaseAt(STORE));
    const text = readFileSync(only(), 'utf8');
    writeFileSync(only(), what === 'damaged' ? change(text).replace('NixOS', 'NixoS') : change(text));
    expect(cache.get({ nixpkgs: STORE })).toBeUndefined();
    cache.put({ nixpkgs: STORE }, releaseAt(STORE));
    expect(cache.get({ nixpkgs: STORE })).toEqual(releaseAt(STORE));
    expect(kept()).toHaveLength(1);
  });
  it('where nothing can be written', () => {
    const file = join(temporaryFolder('#- /file\nx\n'), 'file');
    const nowhere = new ReleaseCache(join(file, 'below'));
    nowhere.put({ nixpkgs: STORE }, releaseAt(STORE));
    expect(nowhere.get({ nixpkgs: STORE })).toBeUndefined();
  });
});

it('keeps the five that were used last', () => {
  const sources = Array.from({ length: 7 }, (_, index) => ({ nixpkgs: `${STORE}-${index}` }));
  const old = (count: number): void => {
    for (const [index, name] of kept().entries()) utimesSync(join(folder, name), count + index, count + index);
  };
  for (const source of sources.slice(0, 5)) cache.put(source, releaseAt(source.nixpkgs));
  old(1);
  const [first, ...others] = sources;
  if (first === undefined) throw new Error('seven expected');
  expect(cache.get(first)).toBeDefined();
  for (const source of sources.slice(5)) {
    cache.put(source, releaseAt(source.nixpkgs));
    old(100);
    expect(cache.get(first)).toBeDefined();
  }
  expect(kept()).toHaveLength(5);
  expect(others.filter((source) => cache.get(source) !== undefined)).toHaveLength(4);
});

describe('outside of the store', () => {
  const put = (): { readonly nixpkgs: string } => {
    const nixpkgs = temporaryFolder('#- /lib/a.nix\n1\n#- /lib/b.nix\n2\n');
    const release = releaseAt(
      nixpkgs,
      ['lib', 'lib/a.nix', 'lib/c.nix'].map((file) => join(nixpkgs, file)),
    );
    cache.put({ nixpkgs }, release);
    expect(cache.get({ nixpkgs })).toEqual(release);
    return { nixpkgs };
  };
  it.each<readonly [string, (nixpkgs: string) => void]>([
    ['written anew', (nixpkgs) => writeIn(nixpkgs, 'lib/a.nix', '10\n')],
    ['away', (nixpkgs) => rmSync(join(nixpkgs, 'lib/a.nix'))],
    ['there that was not', (nixpkgs) => writeIn(nixpkgs, 'lib/c.nix', '3\n')],
    ['in a folder that was listed', (nixpkgs) => renameSync(join(nixpkgs, 'lib/b.nix'), join(nixpkgs, 'lib/d.nix'))],
  ])('counts no more when a file is %s', (_, change) => {
    const source = put();
    change(source.nixpkgs);
    expect(cache.get(source)).toBeUndefined();
  });
  it('does not mind files that nobody asked for', () => {
    const source = put();
    writeIn(source.nixpkgs, 'pkgs/x.nix', '1\n');
    expect(cache.get(source)).toBeDefined();
  });
  it('knows a channel by where it leads', () => {
    const place = temporaryFolder('#- /one/a.nix\n1\n#- /two/a.nix\n1\n');
    const channel = { nixpkgs: join(place, 'nixos') };
    symlinkSync(join(place, 'one'), channel.nixpkgs);
    cache.put(channel, releaseAt(channel.nixpkgs));
    expect(cache.get(channel)).toBeDefined();
    rmSync(channel.nixpkgs);
    symlinkSync(join(place, 'two'), channel.nixpkgs);
    expect(cache.get(channel)).toBeUndefined();
  });
});
