// Where specialisations are written.
import type { Location } from '../base/span';
import type { Merged } from '../modules/merge/outcome';

/**
 * One place that defines a specialisation. `location` is the span of its name; `block` reaches from there to the end of
 * its definition.
 */
export interface SpecialisationSite {
  readonly location: Location;
  readonly block: Location;
}

/** Where `specialisation.<name>` is written; one site per file and set. */
export function sitesOf(merged: Merged): readonly SpecialisationSite[] {
  const sites = new Map<string, SpecialisationSite>();
  for (const { entry } of merged.definitions) {
    const { origin } = entry;
    if (origin === undefined) continue;
    const { start, end } = origin.name ?? origin.key;
    const location: Location = { file: origin.file, start, end };
    for (const part of origin.parts ?? [{ start: origin.key.start, end: Math.max(origin.key.end, origin.value.end) }]) {
      // The first part carries the name; further bindings of the same set only widen where the cursor counts as inside.
      const key = `${origin.file}:${part.start}`;
      if (!sites.has(key)) sites.set(key, { location, block: { file: origin.file, start: part.start, end: part.end } });
    }
  }
  return [...sites.values()];
}
