// The definitions of a file that several hosts share, each place once.
import type { DefinitionFates, Fate } from '../analysis/reports/definition-fates';

/** In order of place; what each host makes of a definition stands together. */
export function fatesByPlace(found: readonly DefinitionFates[]): readonly DefinitionFates[] {
  const places = new Map<string, DefinitionFates & { readonly fates: Fate[] }>();
  for (const { fates, ...definition } of found) {
    const key = `${definition.name.start}:${definition.name.end}:${definition.priority}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, { ...definition, fates: [...fates] });
    else known.fates.push(...fates);
  }
  return [...places.values()].sort((a, b) => a.name.start - b.name.start);
}

/** Whether a definition is overridden in every system that has it. */
export const neverCounts = ({ fates }: DefinitionFates): boolean => fates.every(({ role }) => role === 'loses');
