// The evaluator as others use it: files and texts in, values out.
import type { SyntaxTree } from '../syntax/ast';
import { globalNames } from './builtins/globals';
import { Code, Env, type Scope } from './code';
import type { FileLoader } from './loader';
import type { Outside } from './outside';
import { parentFolder } from './paths';
import { fail, unknown, type Value } from './values';

export interface Interpreter {
  /** The value of a Nix file, or of a folder's default.nix; evaluated once and kept. */
  importFile(path: string): Value;
  /** The value of an expression that stands in no file; `name` is what its places are shown by. */
  evaluate(tree: SyntaxTree, folder: string, name?: string): Value;
  readonly loader: FileLoader;
  /** What is known beyond the files, if anything. */
  outside(): Outside | undefined;
  /** Forgets the values of all files, for when texts have changed. The library and the built-ins stay: they cost more than most configurations. */
  forget(): void;
}

export function createInterpreter(loader: FileLoader, makeOutside?: (interpreter: Interpreter) => Outside): Interpreter {
  const files = new Map<string, Value>();
  const evaluating = new Set<string>();
  const names = new Map<string, number>();
  let outside: Outside | undefined;
  const interpreter: Interpreter = {
    loader,
    outside() {
      outside ??= makeOutside?.(interpreter);
      return outside;
    },
    importFile(path) {
      const file = loader.kind(path) === 'directory' ? `${path}/default.nix` : path;
      const known = files.get(file);
      if (known !== undefined) return known;
      if (evaluating.has(file)) return fail('infinite-recursion', `infinite recursion: ${file} imports itself`);
      const tree = loader.parse(file);
      if (tree === undefined) return unknown('import', file);
      evaluating.add(file);
      const value = interpreter.outside()?.file(file) ?? run(tree, file, parentFolder(file));
      evaluating.delete(file);
      files.set(file, value);
      return value;
    },
    evaluate: (tree, folder, name = '(text)') => run(tree, name, folder),
    forget() {
      files.clear();
      evaluating.clear();
    },
  };
  const globals = globalNames(interpreter);
  const env = new Env([...globals.values()], undefined);
  for (const name of globals.keys()) names.set(name, names.size);
  const scope: Scope = { names, isWith: false, up: undefined, constants: env.slots };

  function run(tree: SyntaxTree, file: string, folder: string): Value {
    return new Code(tree.root, { file, folder }, scope).run(env);
  }
  return interpreter;
}
