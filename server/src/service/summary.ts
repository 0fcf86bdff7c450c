// A system as lists and lenses show it.
import type { Analysis } from '../analysis/analysis';
import type { Location } from '../base/span';
import type { Origin } from '../eval/values';
import type { Merged } from '../modules/merge/outcome';
import type { SpecialisationEntry } from '../modules/system';
import type { SpecialisationSite, SpecialisationSummary, SystemSummary } from './api';

export function summarise(analysis: Analysis): SystemSummary {
  const { kind, host, entry, configRoot, fragment } = analysis.entryPoint;
  return {
    kind,
    host,
    entry,
    configRoot,
    specialisations: analysis.base.specialisations.flatMap(summariseEntry),
    files: [...analysis.files].sort(),
    isFragment: fragment,
    unread: [...new Set(analysis.systems.flatMap(({ evaluation }) => evaluation.collection.opaque.map(({ name }) => name)))].sort(),
  };
}

function summariseEntry(entry: SpecialisationEntry): readonly SpecialisationSummary[] {
  const sites = sitesOf(entry.merged);
  return sites.length === 0 ? [] : [{ name: entry.name, inheritParentConfig: entry.inheritParentConfig, sites }];
}

/** Where `specialisation.<name>` is written; one site per file and set. */
function sitesOf(merged: Merged): readonly SpecialisationSite[] {
  const sites = new Map<string, SpecialisationSite>();
  for (const { entry } of merged.definitions) {
    const { origin } = entry;
    if (origin === undefined) continue;
    const location: Location = { file: origin.file, ...spanOf(origin) };
    for (const part of origin.parts ?? [{ start: origin.key.start, end: Math.max(origin.key.end, origin.value.end) }]) {
      // The first part carries the name; further bindings of the same set only widen where the cursor counts as inside.
      const key = `${origin.file}:${part.start}`;
      if (!sites.has(key)) sites.set(key, { location, block: { file: origin.file, start: part.start, end: part.end } });
    }
  }
  return [...sites.values()];
}

function spanOf(origin: Origin): { start: number; end: number } {
  const { start, end } = origin.name ?? origin.key;
  return { start, end };
}
