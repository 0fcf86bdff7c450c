// Whether code means the same at another place: each name in it is bound there by the same thing.
import { mentionedNames } from '../../lexical/mentioned-names';
import { type Expr, type SyntaxTree, stripParens } from '../../syntax/ast';
import { bindingsAt } from '../../syntax/locate';
import { type Declaration, scopeAt } from '../../syntax/scope';
import { OF_THE_BASE } from './into-file';

interface Place {
  readonly tree: SyntaxTree;
  readonly offset: number;
}

/** What no `with` around it can hide. */
const OWN_NAMES: ReadonlySet<string> = new Set(['true', 'false', 'null', 'builtins', 'import', 'map', 'toString']);

/** @param to where it is to stand, which may be another file. */
export const meansTheSame = (code: Expr, from: Place, to: Place): boolean =>
  missingArguments(code, from, to)?.length === 0;

/** The arguments that the module there has to take before it does; undefined where that is no help. */
export function missingArguments(code: Expr, from: Place, to: Place): readonly string[] | undefined {
  const [here, there] = [scopeAt(from.tree.root, from.offset), scopeAt(to.tree.root, to.offset)];
  const missing: string[] = [];
  const isSame = (name: string): boolean => {
    const [a, b] = [here.names.get(name), there.names.get(name)];
    if (a === undefined) return b === undefined && (here.withs.length === 0 || OWN_NAMES.has(name));
    if (b === undefined) {
      missing.push(name);
      return isArgument(a, from.tree);
    }
    // The same argument is of the base in the one place, and of the specialisation in the other.
    const isOne = a.binder === b.binder;
    if (OF_THE_BASE.has(name) && isArgument(a, from.tree)) return !isOne && isArgument(b, to.tree);
    return isOne || (isArgument(a, from.tree) && isArgument(b, to.tree));
  };
  if (![...mentionedNames(code)].every(isSame)) return undefined;
  // What is called so there already, by a `with`, would become another thing.
  const taken = missing.length === 0 ? undefined : mentionedNames(to.tree.root);
  return missing.some((name) => taken?.has(name)) ? undefined : missing;
}

/** Whether it is named in the head of a module, so that every module may have the same. */
function isArgument({ by, binder }: Declaration, { root }: SyntaxTree): boolean {
  if (by !== 'formal') return false;
  if (binder === stripParens(root)) return true;
  const around = bindingsAt(root, binder.start).at(-1)?.binding;
  const last = around?.kind === 'binding' ? around.path.at(-1) : undefined;
  return last?.kind === 'static' && last.name === 'configuration';
}
