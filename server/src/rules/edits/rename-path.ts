// Writing an option under another path, where the part that changes is written in one place.
import { dotted } from '../../analysis/meetings';
import type { Origin } from '../../eval/values';
import type { AttrName, AttrsExpr, LetExpr } from '../../syntax/ast';
import { bindingsAt } from '../../syntax/locate';
import type { FileEdit } from '../finding';
import type { RuleSources } from '../rule';

/** Undefined where the path is spread over several sets, is computed, or would stand beside itself afterwards. */
export function renamePath(origin: Origin, from: readonly string[], to: readonly string[], sources: RuleSources): FileEdit | undefined {
  const tree = sources.parse(origin.file);
  const inner = tree && bindingsAt(tree.root, origin.key.start).at(-1);
  if (origin.inherited || (origin.parts?.length ?? 1) > 1 || inner?.binding.kind !== 'binding') return undefined;
  const { path: steps } = inner.binding;
  let count = 0;
  while (count < steps.length && count < from.length && nameOf(steps[steps.length - 1 - count]) === from[from.length - 1 - count]) count++;
  const kept = from.length - count;
  const first = steps[steps.length - count];
  const last = steps[steps.length - 1];
  if (first === undefined || last === undefined || from.slice(0, kept).some((name, i) => to[i] !== name) || to.length <= kept)
    return undefined;
  const written = to.slice(kept);
  const around = steps.slice(0, steps.length - count).map(nameOf);
  if (isTaken([...around, ...written], inner.owner)) return undefined;
  return { file: origin.file, start: first.start, end: last.end, newText: dotted(written) };
}

const nameOf = (step: AttrName | undefined): string | undefined => (step?.kind === 'static' ? step.name : undefined);

/** Whether the set has the path already, or a value above or below it. */
function isTaken(path: readonly (string | undefined)[], owner: AttrsExpr | LetExpr): boolean {
  return owner.bindings.some((binding) => {
    const names = binding.kind === 'inherit' ? undefined : binding.path.map(nameOf);
    if (names === undefined) return binding.kind === 'inherit' && binding.names.some((name) => nameOf(name) === path[0]);
    const shared = Math.min(names.length, path.length);
    return (
      names.slice(0, shared).every((name, i) => name === path[i]) &&
      (names.length >= path.length || binding.kind !== 'binding' || binding.value.kind !== 'attrs')
    );
  });
}
