// Files that exist only as texts in a map.
import type { FileSource } from '../../server/src/project/file-source';

/** The map as a file system; changes to the map show at once. */
export function filesOf(files: ReadonlyMap<string, string>): FileSource {
  const below = (folder: string): string[] => [...files.keys()].filter((path) => path.startsWith(folder === '/' ? '/' : `${folder}/`));
  return {
    read: (path) => files.get(path),
    kind: (path) => (files.has(path) ? 'file' : below(path).length > 0 ? 'directory' : undefined),
    list: (path) => [...new Set(below(path).map((file) => file.slice(path === '/' ? 1 : path.length + 1).split('/')[0] ?? ''))].sort(),
  };
}
