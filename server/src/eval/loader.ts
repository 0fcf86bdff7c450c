// How the evaluator reads files: through functions given from outside, so that it does no I/O of its own.
import type { SyntaxTree } from '../syntax/ast';

/** All paths are absolute and normalised. Everything is total: what cannot be had is undefined. */
export interface FileLoader {
  /** The syntax tree of a Nix file. */
  parse(path: string): SyntaxTree | undefined;
  read(path: string): string | undefined;
  kind(path: string): 'file' | 'directory' | undefined;
  list(path: string): readonly string[];
  /** The path a file is known by, of all that lead to it: on some disks `Desktop.nix` finds `desktop.nix`. */
  spelling(path: string): string;
}

export const NO_FILES: FileLoader = {
  parse: () => undefined,
  read: () => undefined,
  kind: () => undefined,
  list: () => [],
  spelling: (path) => path,
};

/** The file that is read to import a path. */
export function importedFile(path: string, loader: FileLoader): string {
  return loader.spelling(loader.kind(path) === 'directory' ? `${path}/default.nix` : path);
}
