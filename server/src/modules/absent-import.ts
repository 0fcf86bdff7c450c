// Imports of files that are not there.
import type { Code } from '../eval/code';
import { type FileLoader, importedFile } from '../eval/loader';
import { isInStore } from '../eval/store';
import { force, sourceOf } from '../eval/thunk';
import { type KeyedRef, modulePath } from './load-module';

export interface AbsentImport {
  /** The path that is imported. */
  readonly path: string;
  /** What would be read: the path, or `default.nix` in a folder. */
  readonly file: string;
  /** The file that imports it. */
  readonly from: string;
  /** The expression, where one is known. */
  readonly site: Code | undefined;
}

/** What a reference leads to, when that is certainly imported and nothing is there. What cannot be read is there. */
export function absentImport({ slot, file: from, doubt }: KeyedRef, loader: FileLoader): AbsentImport | undefined {
  if (doubt !== undefined) return undefined;
  const value = force(slot);
  const isCalled = value.kind === 'unknown' && value.code === 'import';
  const path = isCalled ? value.detail : modulePath(value);
  if (path === undefined || isInStore(path)) return undefined;
  const file = importedFile(path, loader);
  if (loader.kind(file) !== undefined) return undefined;
  return { path, file, from, site: isCalled ? value.site : sourceOf(slot) };
}
