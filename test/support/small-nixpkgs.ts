// The nixpkgs and the Home Manager of our own, in test/: small, and laid out as the real ones.
import { join } from 'node:path';
import { Disk } from '../../server/src/host/disk';
import { Sources } from '../../server/src/project/sources';
import { type Progress, type Release, type ReleaseSource, readRelease } from '../../server/src/release/read-release';
import { type ReleaseRow, releaseRows } from '../../server/src/release/release-table';
import { testParser } from './parser';

const TESTS = join(import.meta.dirname, '..');
export const SMALL_NIXPKGS = join(TESTS, 'small-nixpkgs');
export const SMALL_HOME_MANAGER = join(TESTS, 'small-home-manager');
export const NIXOS: ReleaseSource = { nixpkgs: SMALL_NIXPKGS };
export const HOMES: ReleaseSource = { nixpkgs: SMALL_NIXPKGS, homeManager: SMALL_HOME_MANAGER };

export async function tryRelease(source: ReleaseSource, progress?: Progress): Promise<ReturnType<typeof readRelease>> {
  const parser = await testParser();
  const files = new Sources(new Disk(), parser);
  try {
    return readRelease(source, files, parser, progress);
  } finally {
    files.dispose();
  }
}

const read = new Map<ReleaseSource, Promise<Release>>();

/** Reads each of the two once. */
export function releaseOf(source: ReleaseSource): Promise<Release> {
  const known = read.get(source) ?? mustRead(source);
  read.set(source, known);
  return known;
}

async function mustRead(source: ReleaseSource): Promise<Release> {
  const release = await tryRelease(source);
  if (release === undefined || 'failed' in release) throw new Error(release?.failed ?? 'stopped');
  return release;
}

/** The options by their names. */
export const rowsOf = async (source: ReleaseSource): Promise<ReadonlyMap<string, ReleaseRow>> =>
  new Map(releaseRows((await releaseOf(source)).table).map((row) => [row.name, row]));
