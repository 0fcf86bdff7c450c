// Which files of a flake git does not know: for Nix they are not there.
import { dirname, isAbsolute, join, relative } from 'node:path';
import { pathsInIndex } from './git-index';
import type { SystemRoot } from './system-root';

/** Bytes of an index that is read: that of nixpkgs has six million. */
const LARGEST_INDEX = 64 * 1024 * 1024;

/**
 * Of these files those that git does not know, relative to the repository that holds the flake. None where there is no
 * repository, or where that cannot be told.
 */
export async function untrackedFiles(
  root: SystemRoot,
  flakeFolder: string,
  files: readonly string[],
): Promise<readonly string[]> {
  const top = await repositoryOf(root, flakeFolder);
  if (top === undefined) return [];
  const known = pathsInIndex(await root.head(join(top.gitFolder, 'index'), LARGEST_INDEX));
  if (known === undefined || known.size === 0) return [];
  return files
    .map((file) => relative(top.folder, file))
    .filter((file) => !file.startsWith('..') && !isAbsolute(file) && !known.has(file));
}

interface Repository {
  readonly folder: string;
  readonly gitFolder: string;
}

async function repositoryOf(root: SystemRoot, start: string): Promise<Repository | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    const git = join(folder, '.git');
    if (await root.exists(git)) {
      // A worktree has a file that says where its folder is.
      const elsewhere = /^gitdir: (.+)$/m.exec((await root.text(git)) ?? '')?.[1];
      const gitFolder = elsewhere === undefined ? git : join(isAbsolute(elsewhere) ? '/' : folder, elsewhere);
      return { folder, gitFolder };
    }
    if (dirname(folder) === folder) return undefined;
  }
}
