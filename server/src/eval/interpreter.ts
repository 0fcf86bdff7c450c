// The evaluator as others use it: files and texts in, values out.
import { memoOf } from '../base/memo';
import type { SyntaxTree } from '../syntax/ast';
import { globalNames } from './builtins/globals';
import { Code, Env, type Scope } from './code';
import { type FileLoader, importedFile } from './loader';
import type { Outside } from './outside';
import { parentFolder } from './paths';
import { located } from './unknowns';
import { fail, unknown, type Value } from './values';

export interface Interpreter {
  /** The value of a Nix file, or of a folder's default.nix; evaluated once and kept. */
  importFile(path: string, site?: Code): Value;
  /** The value of an expression that stands in no file; `name` is what its places are shown by. */
  evaluate(tree: SyntaxTree, folder: string, name?: string): Value;
  readonly loader: FileLoader;
  /** What is known beyond the files, if anything. */
  outside(): Outside | undefined;
  /**
   * From now on, files have the values in `values`, and new ones are added there: a fresh map starts anew, for when texts have changed. The library
   * and the built-ins stay (they cost more than most configurations, and read no files), and so does what texts compile to.
   */
  use(values: FileValues): void;
  /** A number that no other thing has which is made with the same values: counted from one with each of them, so that the same work gives the same. */
  serial(): number;
}

/** The values of the files that were imported, by path, and how many numbers were given away. */
export class FileValues {
  readonly byPath = new Map<string, Value>();
  serial = 0;
}

export function createInterpreter(loader: FileLoader, makeOutside?: (interpreter: Interpreter) => Outside): Interpreter {
  let files = new FileValues();
  const evaluating = new Set<string>();
  const names = new Map<string, number>();
  let outside: Outside | undefined;
  const interpreter: Interpreter = {
    loader,
    outside() {
      outside ??= makeOutside?.(interpreter);
      return outside;
    },
    importFile(path, site) {
      const file = importedFile(path, loader);
      const known = files.byPath.get(file);
      if (known !== undefined) return known;
      if (evaluating.has(file)) return fail('infinite-recursion', `infinite recursion: ${file} imports itself`, site);
      const given = interpreter.outside()?.file(file);
      return given === undefined ? importText(file, site) : keep(file, given);
    },
    evaluate: (tree, folder, name = '(text)') => run(tree, name, folder),
    serial() {
      files.serial += 1;
      return files.serial;
    },
    use(values) {
      files = values;
      evaluating.clear();
    },
  };
  function importText(file: string, site: Code | undefined): Value {
    const tree = loader.parse(file);
    if (tree === undefined) return unknown('import', file, site);
    evaluating.add(file);
    const value = run(tree, file, parentFolder(file));
    evaluating.delete(file);
    return keep(file, value);
  }

  function keep(file: string, value: Value): Value {
    files.byPath.set(file, value);
    return value;
  }

  const codesOf = memoOf((_tree: SyntaxTree) => new Map<string, Code>());
  const globals = globalNames(interpreter);
  const env = new Env([...globals.values()], undefined);
  for (const name of globals.keys()) names.set(name, names.size);
  const scope: Scope = { names, isWith: false, up: undefined, constants: env.slots };

  function run(tree: SyntaxTree, file: string, folder: string): Value {
    const codes = codesOf(tree);
    let code = codes.get(file);
    if (code === undefined) {
      code = new Code(tree.root, { file, folder }, scope);
      codes.set(file, code);
    }
    const value = code.run(env);
    return value.kind === 'unknown' ? located(value, code) : value;
  }
  return interpreter;
}
