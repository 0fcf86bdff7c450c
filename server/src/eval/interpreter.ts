// The evaluator as others use it: files and texts in, values out.
import type { SyntaxTree } from '../syntax/ast';
import type { FileLoader } from './loader';
import type { Outside } from './outside';
import type { Site } from './site';
import type { Slot, Value } from './values';

/** An evaluation that sees nothing of the machine but files. */
export interface Pure {
  /** The value of `builtins.nixPath`. */
  readonly searchPath: Slot;
}

export interface Interpreter {
  /** The value of a Nix file, or of a folder's default.nix; evaluated once and kept. */
  importFile(path: string, site?: Site): Value;
  /** The value of an expression that stands in no file; `name` is what its places are shown by. */
  evaluate(tree: SyntaxTree, folder: string, name?: string): Value;
  readonly loader: FileLoader;
  /** Where nothing is there of the machine it runs on, so that the environment is empty, not unknown. */
  readonly pure: Pure | undefined;
  /** The files that were imported since the last `use`, modules or not. */
  readonly imported: Iterable<string>;
  /** What is known beyond the files, if anything. */
  outside(): Outside | undefined;
  /**
   * From now on, files have the values in `values`, and new ones are added there: a fresh map starts anew, for when
   * texts have changed. The library and the built-ins stay (they cost more than most configurations, and read no
   * files), and so does what texts compile to. Gives the values in force until now.
   */
  use(values: FileValues): FileValues;
  /**
   * A number that no other thing has which is made with the same values: counted from one with each of them, so that
   * the same work gives the same.
   */
  serial(): number;
}

/** The values of the files that were imported, by path, and how many numbers were given away. */
export class FileValues {
  readonly byPath = new Map<string, Value>();
  serial = 0;
}
