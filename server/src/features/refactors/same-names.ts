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
export function meansTheSame(code: Expr, from: Place, to: Place): boolean {
  const [here, there] = [scopeAt(from.tree.root, from.offset), scopeAt(to.tree.root, to.offset)];
  return [...mentionedNames(code)].every((name) => {
    const [a, b] = [here.names.get(name), there.names.get(name)];
    if (a === undefined) return b === undefined && (here.withs.length === 0 || OWN_NAMES.has(name));
    if (b === undefined) return false;
    // The same argument is of the base in the one place, and of the specialisation in the other.
    const isSame = a.binder === b.binder;
    if (OF_THE_BASE.has(name) && isArgument(a, from.tree)) return !isSame && isArgument(b, to.tree);
    return isSame || (isArgument(a, from.tree) && isArgument(b, to.tree));
  });
}

/** Whether it is named in the head of a module, so that every module may have the same. */
function isArgument({ by, binder }: Declaration, { root }: SyntaxTree): boolean {
  if (by !== 'formal') return false;
  if (binder === stripParens(root)) return true;
  const around = bindingsAt(root, binder.start).at(-1)?.binding;
  const last = around?.kind === 'binding' ? around.path.at(-1) : undefined;
  return last?.kind === 'static' && last.name === 'configuration';
}
