// What files are called in what is printed.
import { posix } from 'node:path';
import { normalise } from '../eval/paths';

export interface Names {
  /** The path as it is printed. */
  shown(path: string): string;
  /** The other way round. */
  path(shown: string): string;
}

/** Relative to a folder; with `isShort`, what lies far away keeps its whole path. */
export function namesIn(folder: string, isShort: boolean): Names {
  return {
    shown(path) {
      const relative = posix.relative(folder, path);
      return isShort && relative.startsWith('..') && relative.length >= path.length ? path : relative;
    },
    path: (shown) => (/^(?:[A-Za-z]:)?\//.test(shown) ? shown : normalise(`${folder}/${shown}`)),
  };
}
