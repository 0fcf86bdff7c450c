// Whether a statement may be added to a set: Nix takes no name twice.
import { type AttrsExpr, stripParens } from '../syntax/ast';

/** Whether nothing in the set says what stands at a path, or the whole of what it is a part of. */
export function isFree({ recursive, bindings }: AttrsExpr, path: readonly string[]): boolean {
  return bindings.every((binding) => {
    if (binding.kind === 'inherit')
      return !binding.names.some((name) => name.kind === 'static' && name.name === path[0]);
    const names = binding.path.map((step) => (step.kind === 'static' ? step.name : undefined));
    const same = names.findIndex((name, i) => name !== path[i]);
    // A name that is computed may be the one.
    if (same >= 0 && same < path.length) return names[same] !== undefined;
    const value = stripParens(binding.value);
    const isPart = names.length < path.length && value.kind === 'attrs' && !value.recursive && !recursive;
    return isPart && isFree(value, path.slice(names.length));
  });
}
