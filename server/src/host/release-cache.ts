// What was found out about releases of NixOS and Home Manager, kept on disk: it takes seconds to find out, and never
// changes for a folder of the Nix store.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { isInStore } from '../eval/store';
import { FORMAT, releaseIn, writtenRelease } from '../release/cached-release';
import type { Release, ReleaseSource } from '../release/read-release';

/** Releases kept; the one that was not used for the longest time goes first. */
const KEPT = 5;
const ENDING = '.options';

/** Files whose change shows that a folder outside of the store holds another release than before. */
const SIGNS = [
  '',
  '/.git/HEAD',
  '/.git/index',
  '/lib',
  '/lib/types.nix',
  '/nixos/modules',
  '/modules',
  '/modules/modules.nix',
];

/** A cache in a folder, which is made when something is written. All that fails is as if nothing were kept. */
export class ReleaseCache {
  constructor(private readonly folder: string) {}

  get(source: ReleaseSource): Release | undefined {
    const file = this.file(source);
    try {
      const release = releaseIn(readFileSync(file, 'utf8'));
      const now = new Date();
      if (release !== undefined) utimesSync(file, now, now);
      return release;
    } catch {
      return undefined;
    }
  }

  /** Written aside and then put in place, so that nobody reads half of it. */
  put(source: ReleaseSource, release: Release): void {
    const aside = `${this.folder}/${randomUUID()}.new`;
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(aside, writtenRelease(release));
      renameSync(aside, this.file(source));
      this.tidy();
    } catch {
      discard(aside);
    }
  }

  private tidy(): void {
    const files = readdirSync(this.folder)
      .filter((name) => name.endsWith(ENDING))
      .map((name) => ({ path: `${this.folder}/${name}`, used: changedAt(`${this.folder}/${name}`) }))
      .sort((a, b) => b.used - a.used);
    for (const { path } of files.slice(KEPT)) rmSync(path, { force: true });
  }

  private file(source: ReleaseSource): string {
    const folders = [source.nixpkgs, source.homeManager ?? ''];
    const key = [FORMAT, ...folders, ...folders.flatMap(signsOf)].join('\n');
    return `${this.folder}/${createHash('sha256').update(key).digest('hex').slice(0, 32)}${ENDING}`;
  }
}

/** The folder itself may be none. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Nothing was written.
  }
}

const signsOf = (folder: string): readonly number[] =>
  folder === '' || isInStore(folder) ? [] : SIGNS.map((sign) => changedAt(folder + sign));

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
