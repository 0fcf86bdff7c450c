// How the evaluator reads files: through functions given from outside, so that it does no I/O of its own.
import type { SyntaxTree } from '../syntax/ast';

/** All paths are absolute and normalised. Everything is total: what cannot be had is undefined. */
export interface FileLoader {
  /** The syntax tree of a Nix file. */
  parse(path: string): SyntaxTree | undefined;
  read(path: string): string | undefined;
  kind(path: string): 'file' | 'directory' | undefined;
  list(path: string): readonly string[];
}

export const NO_FILES: FileLoader = { parse: () => undefined, read: () => undefined, kind: () => undefined, list: () => [] };
