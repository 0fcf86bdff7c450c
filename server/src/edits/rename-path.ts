// Writing an option under another path, where the part that changes is written in one place.

import type { Location } from '../base/span';
import type { FileEdit } from '../base/text-edit';
import type { Origin } from '../eval/values';
import type { AttrName, AttrsExpr, LetExpr } from '../syntax/ast';
import { bindingsAt } from '../syntax/locate';
import { dotted } from '../syntax/print';
import type { SourceTexts } from '../syntax/source-texts';

/** Where the end of an option's path is written. */
export interface WrittenPath {
  /** The steps of the binding up to there. */
  readonly place: Location;
  readonly steps: readonly AttrName[];
  /** How many of them, the last ones, are the path's. */
  readonly count: number;
  readonly owner: AttrsExpr | LetExpr;
}

/**
 * The binding around a definition whose steps hold the last one of `path`, which is where the definition stands or
 * further out. Undefined where it is computed, or comes by `inherit`.
 */
export function writtenPath(origin: Origin, path: readonly string[], sources: SourceTexts): WrittenPath | undefined {
  const tree = sources.parse(origin.file);
  if (tree === undefined || origin.inherited) return undefined;
  const last = path[path.length - 1];
  for (const { binding, owner } of [...bindingsAt(tree.root, origin.key.start)].reverse()) {
    if (binding.kind !== 'binding') return undefined;
    const end = binding.path.findLastIndex(
      (step, i) => nameOf(step) === last && matches(binding.path.slice(0, i + 1), path),
    );
    if (end < 0) continue;
    const steps = binding.path.slice(0, end + 1);
    const [first, final] = [steps[0], steps[end]];
    if (first === undefined || final === undefined) return undefined;
    const place = { file: origin.file, start: first.start, end: final.end };
    return { place, steps, count: sharedEnd(steps, path), owner };
  }
  return undefined;
}

/** Undefined where the part that changes is spread over several sets, or would stand beside itself afterwards. */
export function renamePath(
  origin: Origin,
  from: readonly string[],
  to: readonly string[],
  sources: SourceTexts,
): FileEdit | undefined {
  const written = writtenPath(origin, from, sources);
  if (written === undefined) return undefined;
  const { steps, count, owner } = written;
  const kept = from.length - count;
  const [first, last] = [steps[steps.length - count], steps[steps.length - 1]];
  if (
    first === undefined ||
    last === undefined ||
    to.length <= kept ||
    from.slice(0, kept).some((name, i) => to[i] !== name)
  )
    return undefined;
  const names = to.slice(kept);
  if (isTaken([...steps.slice(0, steps.length - count).map(nameOf), ...names], owner)) return undefined;
  return { file: origin.file, start: first.start, end: last.end, newText: dotted(names) };
}

const nameOf = (step: AttrName | undefined): string | undefined => (step?.kind === 'static' ? step.name : undefined);

/** Whether the steps are the end of the path, or the path the end of the steps. */
const matches = (steps: readonly AttrName[], path: readonly string[]): boolean =>
  sharedEnd(steps, path) === Math.min(steps.length, path.length);

function sharedEnd(steps: readonly AttrName[], path: readonly string[]): number {
  let count = 0;
  while (
    count < Math.min(steps.length, path.length) &&
    nameOf(steps[steps.length - 1 - count]) === path[path.length - 1 - count]
  )
    count++;
  return count;
}

/** Whether the set has the path already, or a value above or below it. */
function isTaken(path: readonly (string | undefined)[], owner: AttrsExpr | LetExpr): boolean {
  return owner.bindings.some((binding) => {
    if (binding.kind === 'inherit') return binding.names.some((name) => nameOf(name) === path[0]);
    const names = binding.path.map(nameOf);
    const isShared = names.slice(0, path.length).every((name, i) => name === path[i]);
    return isShared && (names.length >= path.length || binding.value.kind !== 'attrs');
  });
}
