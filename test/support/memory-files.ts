// Files that exist only as texts in a map.
import type { FileSource } from '../../server/src/project/file-source';
import { foldsCase, Spellings } from '../../server/src/project/spellings';

/** The map as a file system; changes to the map show at once. */
export function filesOf(files: ReadonlyMap<string, string>): FileSource {
  const below = (folder: string): string[] =>
    [...files.keys()].filter((path) => path.startsWith(folder === '/' ? '/' : `${folder}/`));
  return {
    read: (path) => files.get(path),
    kind: (path) => (files.has(path) ? 'file' : below(path).length > 0 ? 'directory' : undefined),
    list: (path) =>
      [
        ...new Set(below(path).map((file) => file.slice(path === '/' ? 1 : path.length + 1).split('/')[0] ?? '')),
      ].sort(),
  };
}

/** The same of a map that does not change: what is asked takes no longer where there are more files. */
export function fixedFilesOf(files: ReadonlyMap<string, string>): FileSource {
  const folders = new Map<string, Set<string>>();
  for (const path of files.keys())
    for (let rest = path, at = rest.lastIndexOf('/'); at >= 0; at = rest.lastIndexOf('/')) {
      const folder = rest.slice(0, at) || '/';
      const names = folders.get(folder) ?? new Set();
      folders.set(folder, names.add(rest.slice(at + 1)));
      rest = folder === '/' ? '' : folder;
    }
  return {
    read: (path) => files.get(path),
    kind: (path) => (files.has(path) ? 'file' : folders.has(path) ? 'directory' : undefined),
    list: (path) => [...(folders.get(path) ?? [])].sort(),
  };
}

/** The same on a disk that finds a file under any spelling of its name, as those of macOS and Windows do. */
export function foldingFilesOf(files: ReadonlyMap<string, string>): FileSource {
  const strict = filesOf(files);
  const spellings = new Spellings(strict);
  spellings.add('/');
  const folding: FileSource = {
    read: (path) => strict.read(spellings.listed(path)),
    kind: (path) => strict.kind(spellings.listed(path)),
    list: (path) => strict.list(spellings.listed(path)),
    spellings,
  };
  if (!foldsCase('', folding)) throw new Error('the probe did not see that this disk folds case');
  return folding;
}
