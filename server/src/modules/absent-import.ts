// Imports of files that are not there.

import { type FileLoader, importedFile } from '../eval/loader';
import { baseName, parentFolder } from '../eval/paths';
import type { Site } from '../eval/site';
import { isInStore } from '../eval/store';
import { force, sourceOf } from '../eval/thunk';
import type { KeyedRef } from './load-module';
import { modulePath } from './module-path';

export interface AbsentImport {
  /** The path that is imported. */
  readonly path: string;
  /** What would be read: the path, or `default.nix` in a folder. */
  readonly file: string;
  /** The file that imports it. */
  readonly from: string;
  /** The expression, where one is known. */
  readonly site: Site | undefined;
}

/** What a reference leads to, when that is certainly imported and nothing is there. What cannot be read is there. */
export function absentImport({ slot, file: from, doubt }: KeyedRef, loader: FileLoader): AbsentImport | undefined {
  if (doubt !== undefined) return undefined;
  const value = force(slot);
  const isCalled = value.kind === 'unknown' && value.code === 'import';
  const path = isCalled ? value.detail : modulePath(value);
  if (path === undefined || isInStore(path)) return undefined;
  const file = importedFile(path, loader);
  if (isThere(file, loader)) return undefined;
  return { path, file, from, site: isCalled ? value.site : sourceOf(slot) };
}

/** The same of a file that a value needs; a folder may be read in other ways than by importing it. */
export function absentRead(
  path: string,
  from: string,
  site: Site | undefined,
  loader: FileLoader,
): AbsentImport | undefined {
  if (isInStore(path) || loader.kind(path) !== undefined || isThere(path, loader)) return undefined;
  return { path, file: path, from, site };
}

/** Also true for what may be there: it is withheld, lies in a folder that cannot be listed, or is no file to read. */
function isThere(file: string, loader: FileLoader): boolean {
  if (loader.withheld?.(file, 'import') !== undefined || loader.kind(file, 'import') !== undefined) return true;
  const folder = parentFolder(file);
  if (loader.kind(folder, 'import') !== 'directory') return false;
  return loader.list(folder)?.includes(baseName(file)) ?? true;
}
