// What was found out about releases of NixOS and Home Manager, kept on disk: it takes seconds to find out, and never
// changes for a folder of the Nix store. Elsewhere it counts as long as the files that it comes from are as they were.
import { realpathSync } from 'node:fs';
import { FORMAT, releaseIn, writtenRelease } from '../release/cached-release';
import type { Release, ReleaseSource } from '../release/read-release';
import { hashed, KeptFiles, stateOf } from './kept-files';

/** Releases kept; the one that was not used for the longest time goes first. */
const KEPT = 5;
const ENDING = '.options';

/** A cache in a folder, which is made when something is written. All that fails is as if nothing were kept. */
export class ReleaseCache {
  private readonly files: KeptFiles;

  constructor(folder: string) {
    this.files = new KeptFiles(folder, ENDING, KEPT);
  }

  get(source: ReleaseSource): Release | undefined {
    return this.files.read(nameOf(source), (text) => {
      const found = releaseIn(text);
      return found?.state === stateOf(found?.release.files ?? []) ? found?.release : undefined;
    });
  }

  put(source: ReleaseSource, release: Release): void {
    this.files.write(nameOf(source), writtenRelease(release, stateOf(release.files)));
  }
}

function nameOf(source: ReleaseSource): string {
  return hashed([FORMAT, ...[source.nixpkgs, source.homeManager ?? ''].map(realPath)].join('\n'));
}

/** Channels are links into the store: another one after each update, of files that all look equally old. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
