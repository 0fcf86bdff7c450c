// How the evaluator reads files: through functions given from outside, so that it does no I/O of its own.

import type { SyntaxTree } from '../syntax/ast';
import type { Site } from './site';
import { type UnknownValue, unknown } from './values';

/** What a file is asked for: to be evaluated, or for what it holds or whether it is there. */
export type Use = 'import' | 'contents';

/**
 * What the text of a file is read for. `errors`: for where it stops to be Nix, by somebody whose words are put right
 * when the text changes there (service/moved-result.ts).
 */
export type Reading = Use | 'errors';

/** All paths are absolute and normalised. Everything is total: what cannot be had is undefined. */
export interface FileLoader {
  /** The syntax tree of a Nix file. */
  parse(path: string): SyntaxTree | undefined;
  /** For its contents, unless `use` says otherwise; so with `kind`. */
  read(path: string, use?: Reading): string | undefined;
  kind(path: string, use?: Use): 'file' | 'directory' | undefined;
  /** Whether the text of a Nix file has something in it: for whom the rest of the text makes no difference. */
  says(path: string, what: RegExp): boolean;
  /** Undefined for what is a folder, and cannot be listed. */
  list(path: string): readonly string[] | undefined;
  /** The path a file is known by, of all that lead to it: on some disks `Desktop.nix` finds `desktop.nix`. */
  spelling(path: string): string;
  /**
   * Why something is not told of a path although it may be there, in words that go behind it; loaders that
   * tell all they have leave it out.
   */
  withheld?(path: string, use: Use): string | undefined;
  /**
   * From now on the evaluation is that of a flake: of what is in this folder, in others that are
   * admitted, and in the Nix store.
   * @param isFetched it is in the store, named by the hash of what it holds.
   */
  admit?(folder: string, isFetched: boolean): void;
}

export const NO_FILES: FileLoader = {
  parse: () => undefined,
  read: () => undefined,
  says: () => false,
  kind: () => undefined,
  list: () => [],
  spelling: (path) => path,
};

/** The file that is read to import a path. */
export function importedFile(path: string, loader: FileLoader): string {
  return loader.spelling(loader.kind(path, 'import') === 'directory' ? `${path}/default.nix` : path);
}

/** What stands for something that could not be read, and why. */
export function unread(path: string, use: Use, loader: FileLoader, site: Site | undefined): UnknownValue {
  const reason = loader.withheld?.(path, use);
  return reason === undefined ? unknown('import', path, site) : unknown('outside', `${path} (${reason})`, site);
}

export const isUnread = ({ code }: UnknownValue): boolean => code === 'import' || code === 'outside';
