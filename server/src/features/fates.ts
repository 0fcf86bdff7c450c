// The definitions of a file that several hosts share, each place once.
import type { DefinitionFates, Fate } from '../analysis/reports/definition-fates';

/** In order of place; what each host makes of a definition stands together. */
export function fatesByPlace(found: readonly DefinitionFates[]): readonly DefinitionFates[] {
  const places = new Map<string, { definition: DefinitionFates; readonly fates: Fate[]; neverCounts: boolean }>();
  for (const definition of found) {
    const key = `${definition.name.start}:${definition.name.end}:${definition.priority}`;
    const known = places.get(key) ?? { definition, fates: [], neverCounts: true };
    known.fates.push(...definition.fates);
    known.neverCounts &&= definition.neverCounts;
    places.set(key, known);
  }
  return [...places.values()]
    .map(({ definition, fates, neverCounts }) => ({ ...definition, fates, neverCounts }))
    .sort((a, b) => a.name.start - b.name.start);
}
