// A system as lists and lenses show it.

import { isSomeones } from '../../eval/store';
import { force } from '../../eval/thunk';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import type { System } from '../../modules/system';
import type { MadeOf } from '../../project/entry-point';
import type { ConfigRoot } from '../../protocol/run';
import type { Analysis } from '../analysis';
import type { Proof } from '../conflicts';
import { mergedAt } from '../lookup';
import { type SpecialisationSite, sitesOf } from '../specialisation-sites';

export interface SpecialisationSummary {
  readonly name: string;
  /** null: could not be decided. */
  readonly inheritParentConfig: boolean | null;
  /** At least one; the first is the one to show. */
  readonly sites: readonly SpecialisationSite[];
  readonly conflicts: ConflictCounts;
}

/**
 * How many options are in conflict, by how sure that is; those of the base are not counted
 * again in its specialisations, and those that the user ignores nowhere.
 */
export type ConflictCounts = Readonly<Record<Proof, number>>;

/** One system of modules: a host of a flake, a classic configuration, or a Home Manager configuration. */
export interface SystemSummary {
  readonly kind: 'nixos' | 'home-manager';
  readonly host: string | null;
  /** What its machine is called (`networking.hostName`), where that is known and the configuration says it. */
  readonly hostName: string | null;
  /** The file evaluation starts at. */
  readonly entry: string;
  /** What rebuild commands name. */
  readonly configRoot: ConfigRoot;
  /** The sources that make it, where they are known. */
  readonly madeOf?: MadeOf;
  /** The option path of a Home Manager user inside NixOS; empty for systems that stand alone. */
  readonly inside: readonly string[];
  readonly specialisations: readonly SpecialisationSummary[];
  /** Whether these are surely all: every module was read, and none says more than could be understood. */
  readonly hasAllSpecialisations: boolean;
  /** Of the base. */
  readonly conflicts: ConflictCounts;
  /** Every file of the workspace that takes part, the entry included. */
  readonly files: readonly string[];
  /** The files of the workspace that are modules of the base as a whole, as it takes them in. */
  readonly modules: readonly string[];
  /** True when it is probably a part of a system that was not found. */
  readonly isFragment: boolean;
  /** True for a machine of a test: there is nothing to switch or to rebuild. */
  readonly isTest: boolean;
  /** Modules that take part but could not be read, by the name they are imported as. */
  readonly unread: readonly string[];
}

export function summarise(analysis: Analysis): SystemSummary {
  const { kind, host, entry, configRoot, madeOf, fragment, isTest = false } = analysis.entryPoint;
  const specialisations = analysis.base.specialisations.flatMap((specialisation) =>
    summariseEntry(specialisation, analysis),
  );
  return {
    kind,
    host,
    hostName: kind === 'nixos' ? hostNameOf(analysis.base) : null,
    entry,
    configRoot,
    ...(madeOf !== undefined && { madeOf }),
    inside: analysis.base.input.prefix,
    specialisations,
    hasAllSpecialisations: !fragment && hasAllNames(analysis.base, new Set(specialisations.map(({ name }) => name))),
    conflicts: countConflicts(analysis, null),
    files: [...analysis.files].sort(),
    modules: modulesOf(analysis),
    isFragment: fragment,
    isTest,
    unread: [
      ...new Set(analysis.systems.flatMap(({ evaluation }) => evaluation.collection.opaque.map(({ name }) => name))),
    ].sort(),
  };
}

function modulesOf({ base }: Analysis): readonly string[] {
  const sure = base.evaluation.collection.modules.filter(({ scope, doubt }) => scope === 'base' && doubt === undefined);
  const whole = sure.flatMap(({ wholeFile, file, elsewhere }) =>
    wholeFile ? [file] : elsewhere?.isOwn === true ? [elsewhere.file] : [],
  );
  return [...new Set(whole)].filter(isSomeones);
}

function hostNameOf(base: System): string | null {
  const winner = mergedAt(base, ['networking', 'hostName'])?.winners[0];
  const value = winner === undefined ? undefined : force(winner.slot);
  return value?.kind === 'string' ? value.text : null;
}

function summariseEntry(entry: SpecialisationEntry, analysis: Analysis): readonly SpecialisationSummary[] {
  const { name, inheritParentConfig } = entry;
  const sites = sitesOf(entry.merged);
  return sites.length === 0 ? [] : [{ name, inheritParentConfig, sites, conflicts: countConflicts(analysis, name) }];
}

/** Whose existence depends on a condition that is not known has a name all the same. */
function hasAllNames({ evaluation }: System, known: ReadonlySet<string>): boolean {
  const path = ['specialisation'];
  const { names, openings } = evaluation.level(path);
  const { outcome, outcomeIfAll, unseen } = evaluation.merged(path);
  if (evaluation.collection.opaque.length > 0 || openings.length > 0 || unseen.length > 0) return false;
  if (outcome.kind !== 'keys') return names.size === 0;
  const keys = [...outcome.keys, ...(outcomeIfAll?.kind === 'keys' ? outcomeIfAll.keys : [])];
  return keys.every(([name, { definitions }]) => definitions.length === 0 || known.has(name));
}

function countConflicts(analysis: Analysis, name: string | null): ConflictCounts {
  const counts = { certain: 0, likely: 0, possible: 0 };
  for (const { system, proof, culprits } of analysis.conflicts)
    if (system.name === name && !analysis.ignoresConflictOf(culprits)) counts[proof] += 1;
  return counts;
}
