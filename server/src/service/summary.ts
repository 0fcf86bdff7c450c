// A system as lists and lenses show it.
import type { Analysis } from '../analysis/analysis';
import type { Location } from '../base/span';
import type { Origin } from '../eval/values';
import type { Merged } from '../modules/merge/outcome';
import type { SpecialisationEntry } from '../modules/system';
import type { ConflictCounts, SpecialisationSite, SpecialisationSummary, SystemSummary } from './api';

export function summarise(analysis: Analysis): SystemSummary {
  const { kind, host, entry, configRoot, fragment, isTest = false } = analysis.entryPoint;
  return {
    kind,
    host,
    entry,
    configRoot,
    inside: analysis.base.input.prefix,
    specialisations: analysis.base.specialisations.flatMap((specialisation) => summariseEntry(specialisation, analysis)),
    conflicts: countConflicts(analysis, null),
    files: [...analysis.files].sort(),
    isFragment: fragment,
    isTest,
    unread: [...new Set(analysis.systems.flatMap(({ evaluation }) => evaluation.collection.opaque.map(({ name }) => name)))].sort(),
  };
}

function summariseEntry(entry: SpecialisationEntry, analysis: Analysis): readonly SpecialisationSummary[] {
  const { name, inheritParentConfig } = entry;
  const sites = sitesOf(entry.merged);
  return sites.length === 0 ? [] : [{ name, inheritParentConfig, sites, conflicts: countConflicts(analysis, name) }];
}

/** Those that rules have asked for. */
function countConflicts({ conflictsFound }: Analysis, name: string | null): ConflictCounts {
  const counts = { certain: 0, likely: 0, possible: 0 };
  for (const { system, proof } of conflictsFound) if (system.name === name) counts[proof] += 1;
  return counts;
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
