// Which written names are sets of options: `services` in a module's body, and not the same word in other data.
import type { Span } from '../../base/span';
import type { Origin } from '../../eval/values';
import type { Evaluation } from '../../modules/evaluation';
import type { System } from '../../modules/system';

const LONGEST = 64;

/** The paths of the sets of options whose names stand where `concerns` is true, by `placeKey` of the name. */
export function treesNamedAt(
  systems: readonly System[],
  concerns: (origin: Origin) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { evaluation } of systems) search(evaluation, [], concerns, found);
  return found;
}

/** The names of `a.b = 1` start at one offset: the end tells them apart. */
export const placeKey = (file: string, { start, end }: Span): string => `${file}:${start}:${end}`;

function search(
  evaluation: Evaluation,
  path: readonly string[],
  concerns: (origin: Origin) => boolean,
  found: Map<string, readonly string[]>,
): void {
  for (const [name, raws] of evaluation.level(path).names) {
    const at = [...path, name];
    if (at[0] === '_module' || at.length > LONGEST || evaluation.node(at).kind !== 'tree') continue;
    for (const { entry } of raws) {
      const { origin } = entry;
      if (origin !== undefined && concerns(origin)) found.set(placeKey(origin.file, origin.key), at);
    }
    search(evaluation, at, concerns, found);
  }
}
