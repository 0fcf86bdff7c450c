// The evaluator put together: files, built-ins, the library's outside.

import { memoOf } from '../base/memo';
import type { SyntaxTree } from '../syntax/ast';
import { isWatched } from '../syntax/literals';
import { spend } from './budget';
import { globalsOf } from './builtins/globals';
import { Code, type Scope } from './code';
import { Env } from './frame';
import { FileValues, type Interpreter, type Pure } from './interpreter';
import { type FileLoader, importedFile, unread } from './loader';
import type { Outside } from './outside';
import { parentFolder } from './paths';
import type { Site } from './site';
import { located } from './unknowns';
import { fail, type Value } from './values';

export function createInterpreter(
  loader: FileLoader,
  makeOutside?: (interpreter: Interpreter) => Outside,
  pure?: Pure,
): Interpreter {
  let files = new FileValues();
  const evaluating = new Set<string>();
  const names = new Map<string, number>();
  let outside: Outside | undefined;
  const interpreter: Interpreter = {
    loader,
    pure,
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
    get imported() {
      return files.byPath.keys();
    },
    evaluate: (tree, folder, name = '(text)') => run(tree, name, folder),
    serial() {
      files.serial += 1;
      return files.serial;
    },
    use(values) {
      const before = files;
      files = values;
      evaluating.clear();
      return before;
    },
  };
  function importText(file: string, site: Site | undefined): Value {
    const tree = loader.parse(file);
    if (tree === undefined) return unread(file, 'import', loader, site);
    const broke = spend((tree.root.end - tree.root.start) >> 6);
    if (broke !== undefined) return broke;
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
  const { names: globals } = globalsOf(interpreter);
  const env = new Env([...globals.values()], undefined);
  for (const name of globals.keys()) names.set(name, names.size);
  const scope: Scope = { names, isWith: false, up: undefined, constants: env.slots };

  function run(tree: SyntaxTree, file: string, folder: string): Value {
    const codes = codesOf(tree);
    let code = codes.get(file);
    if (code === undefined) {
      code = new Code(tree.root, { file, folder, isWatched: isWatched(tree) }, scope);
      codes.set(file, code);
    }
    const value = code.run(env);
    return value.kind === 'unknown' ? located(value, code) : value;
  }
  return interpreter;
}
