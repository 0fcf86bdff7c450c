// Which files a release was read from: outside of the store they may change, and then what was found out is another.
import type { FileLoader } from '../eval/loader';
import { isMadeUp } from '../eval/paths';
import { isInStore } from '../eval/store';

/** The same files; each path that is asked about is added to `paths`, but for the store's, which never change. */
export function notingPaths(files: FileLoader, paths: Set<string>): FileLoader {
  const noted = (path: string): string => {
    if (!isInStore(path) && !isMadeUp(path)) paths.add(path);
    return path;
  };
  return {
    parse: (path) => files.parse(noted(path)),
    read: (path, use) => files.read(noted(path), use),
    says: (path, what) => files.says(noted(path), what),
    kind: (path, use) => files.kind(noted(path), use),
    list: (path) => files.list(noted(path)),
    spelling: (path) => files.spelling(path),
    ...(files.withheld && { withheld: files.withheld.bind(files) }),
    ...(files.admit && { admit: files.admit.bind(files) }),
  };
}
