// What was found out about releases of NixOS and Home Manager, kept on disk: it takes seconds to find out, and never
// changes for a folder of the Nix store. Elsewhere it counts as long as the files that it comes from are as they were.
import { createHash, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { FORMAT, releaseIn, writtenRelease } from '../release/cached-release';
import type { Release, ReleaseSource } from '../release/read-release';

/** Releases kept; the one that was not used for the longest time goes first. */
const KEPT = 5;
const ENDING = '.options';
/** What is being written. Older ones nobody writes any more: who began them was stopped. */
const ASIDE = '.new';
const LEFT_AFTER = 3_600_000;

/** A cache in a folder, which is made when something is written. All that fails is as if nothing were kept. */
export class ReleaseCache {
  constructor(private readonly folder: string) {}

  get(source: ReleaseSource): Release | undefined {
    const file = this.file(source);
    try {
      const found = releaseIn(readFileSync(file, 'utf8'));
      if (found === undefined || found.state !== stateOf(found.release.files)) return undefined;
      const now = new Date();
      utimesSync(file, now, now);
      return found.release;
    } catch {
      return undefined;
    }
  }

  /** Written aside and then put in place, so that nobody reads half of it. */
  put(source: ReleaseSource, release: Release): void {
    const aside = `${this.folder}/${randomUUID()}${ASIDE}`;
    try {
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(aside, writtenRelease(release, stateOf(release.files)));
      renameSync(aside, this.file(source));
      this.tidy();
    } catch {
      remove(aside);
    }
  }

  private tidy(): void {
    const files = readdirSync(this.folder)
      .map((name) => ({ path: `${this.folder}/${name}`, used: changedAt(`${this.folder}/${name}`) }))
      .sort((a, b) => b.used - a.used);
    const old = files.filter(({ path }) => path.endsWith(ENDING)).slice(KEPT);
    const left = files.filter(({ path, used }) => path.endsWith(ASIDE) && used < Date.now() - LEFT_AFTER);
    for (const { path } of [...old, ...left]) remove(path);
  }

  private file(source: ReleaseSource): string {
    const key = [FORMAT, ...[source.nixpkgs, source.homeManager ?? ''].map(realPath)].join('\n');
    return `${this.folder}/${hashed(key)}${ENDING}`;
  }
}

/** Away, if that can be. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It stays: nobody reads it.
  }
}

/** When each of the files was written, and how long it is; the same again as long as nobody changes one of them. */
function stateOf(files: readonly string[]): string {
  const states = files.map((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? '' : `${found.mtimeMs} ${found.size}`;
  });
  return hashed(states.join('\n'));
}

/** Channels are links into the store: another one after each update, of files that all look equally old. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
