// Names that a file uses and nobody can give it: real Nix refuses to read such a file, whatever is
// asked of it. Found once per text.
import { memoOf } from '../../base/memo';
import { globalsOf } from '../../eval/builtins/globals';
import type { Interpreter } from '../../eval/interpreter';
import { type FreeName, freeNames } from '../../lexical/free-names';
import type { Module } from '../../modules/definition';
import type { System } from '../../modules/system';
import type { SyntaxTree } from '../../syntax/ast';

/** What a module's file uses and nobody gives it. */
export interface UnboundIn {
  readonly module: Module;
  readonly names: readonly UnboundName[];
}

/**
 * The unbound names of a file that certainly is read, though it is no module: where systems are made, or
 * what a module imports itself.
 */
export function unboundInFile(file: string, { input: { interpreter } }: System): readonly UnboundName[] {
  const tree = interpreter.loader.parse(file);
  return tree === undefined ? [] : unboundNames(tree, globalNames(interpreter));
}

/** The unbound names of every file that certainly is a module of a system. */
export function unboundIn(system: System): readonly UnboundIn[] {
  const { evaluation, entry } = system;
  if (entry?.doubt !== undefined) return [];
  const files = new Set<string>();
  const found: UnboundIn[] = [];
  for (const module of evaluation.collection.modules) {
    if (module.doubt !== undefined || !module.wholeFile || files.has(module.file)) continue;
    files.add(module.file);
    const names = unboundInFile(module.file, system);
    if (names.length > 0) found.push({ module, names });
  }
  return found;
}

const globalsKnown = new WeakMap<Interpreter, ReadonlySet<string>>();

function globalNames(interpreter: Interpreter): ReadonlySet<string> {
  const found = globalsKnown.get(interpreter) ?? new Set(globalsOf(interpreter).names.keys());
  globalsKnown.set(interpreter, found);
  return found;
}

/** A use of a name that nothing in the file makes visible. */
export type UnboundName = Pick<FreeName, 'name' | 'inherited' | 'start' | 'end'>;

/**
 * The unbound names of a file, each use; `globals` are the names of Nix itself, the same for all. Text
 * that is not Nix says nothing.
 */
function unboundNames(tree: SyntaxTree, globals: ReadonlySet<string>): readonly UnboundName[] {
  return namesOf(tree)(globals);
}

const namesOf = memoOf((tree: SyntaxTree) => {
  let names: readonly UnboundName[] | undefined;
  return (globals: ReadonlySet<string>): readonly UnboundName[] => {
    // Inside a `with`, every name may come from the set.
    names ??=
      tree.errors.length > 0
        ? []
        : freeNames(tree.root, { names: globals, up: undefined }).filter(({ inWith }) => !inWith);
    return names;
  };
});
