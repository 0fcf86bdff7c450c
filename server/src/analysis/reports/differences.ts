// How a specialisation differs from its base, as plain data.

import type { Location, Span } from '../../base/span';
import { force } from '../../eval/thunk';
import type { Origin } from '../../eval/values';
import { type Definition, PLAIN_PRIORITY } from '../../modules/definition';
import { isSystemDefinition } from '../../modules/merge/definitions';
import { mergedValue } from '../../modules/merge/merged-value';
import type { ConflictKind, Merged } from '../../modules/merge/outcome';
import type { ChangeKind } from '../../protocol/tree';
import type { Analysis } from '../analysis';
import type { Proof } from '../conflicts';
import { isNameless } from '../definitions-at';
import { describePriority, describeValue } from '../describe';
import { type Difference, differences } from '../differences';
import type { Explained } from '../explain';
import { placeOf } from './explanation';

/** Which system is meant: names as a snapshot gives them. */
export interface SystemName {
  readonly kind: 'nixos' | 'home-manager';
  readonly host: string | null;
  readonly entry: string;
  /** The option path of a Home Manager user inside NixOS; empty for systems that stand alone. */
  readonly inside: readonly string[];
  /** null: the base. */
  readonly specialisation: string | null;
}

/** What becomes of a definition. `equal`: one of those that do not merge. */
export type Role = 'wins' | 'equal' | 'loses' | 'possible';

export interface DifferentDefinition {
  /** Where it is written; undefined for what the option's declaration, NixOS itself or a library gives. */
  readonly location: Location | undefined;
  /** The name that is written there; empty where there is none. */
  readonly name: Span | undefined;
  readonly scope: 'base' | 'specialisation' | 'system';
  readonly priority: string;
  readonly shown: string;
  readonly role: Role;
}

export interface OptionDifference {
  /** Dotted, segments that are no identifiers quoted. */
  readonly option: string;
  readonly change: ChangeKind;
  /** The values in short; undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly conflict: { readonly kind: ConflictKind; readonly proof: Proof; readonly isIgnored: boolean } | undefined;
  /** Those of the specialisation; where nothing is left there, those of the base. The ones that count first. */
  readonly definitions: readonly DifferentDefinition[];
}

export function isSystemNamed(
  { kind, host, entry, inside }: Omit<SystemName, 'specialisation'>,
  name: SystemName,
): boolean {
  return kind === name.kind && host === name.host && entry === name.entry && isSamePath(inside, name.inside);
}

const isSamePath = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((segment, i) => segment === b[i]);

/** Undefined where the analysis does not hold the system asked for. */
export function differencesOf(analysis: Analysis, name: SystemName): readonly OptionDifference[] | undefined {
  const { base, entryPoint } = analysis;
  const isMeant = isSystemNamed({ ...entryPoint, inside: base.input.prefix }, name);
  const system = isMeant
    ? [base, ...base.specialised].find((candidate) => candidate.name === name.specialisation)
    : undefined;
  return system && differences(analysis, system).map((difference) => plain(difference, analysis));
}

function plain({ option, change, before, after, conflict }: Difference, analysis: Analysis): OptionDifference {
  const shown = change === 'removed' ? [before, after] : [after];
  const definitions = conflict === undefined ? shown.flatMap(definitionsOf) : conflictingOf(conflict);
  return {
    option,
    change,
    before: before && shownValue(before),
    after: change === 'removed' ? undefined : after && shownValue(after),
    conflict: conflict && {
      kind: conflict.kind,
      proof: conflict.proof,
      isIgnored: analysis.ignoresConflictOf(conflict.culprits),
    },
    definitions: [...definitions].sort((a, b) => rank(a) - rank(b)),
  };
}

const RANK: Readonly<Record<Role, number>> = { wins: 0, equal: 0, possible: 1, loses: 2 };

/** Of those that do not merge the base's come first, as they are written. */
const rank = ({ role, scope }: DifferentDefinition): number =>
  RANK[role] + (role === 'equal' && scope === 'specialisation' ? 0.5 : 0);

function conflictingOf({ culprits, losers }: NonNullable<Difference['conflict']>): readonly DifferentDefinition[] {
  return [
    ...culprits.map((culprit) => definitionOf(culprit, 'equal')),
    ...losers.map((loser) => definitionOf(loser, 'loses')),
  ];
}

/** The definitions of an option with what becomes of each. */
export function definitionsOf(explained: Explained | undefined): readonly DifferentDefinition[] {
  if (explained === undefined) return [];
  const { merged } = explained;
  return merged.definitions.map((definition) => definitionOf(definition, roleOf(definition, merged)));
}

/** What becomes of one of the definitions of an option. */
export function roleOf(definition: Definition, { winners, possible, outcome }: Merged): Role {
  if (outcome.kind === 'conflict' && outcome.culprits.includes(definition)) return 'equal';
  return winners.includes(definition) ? 'wins' : possible.includes(definition) ? 'possible' : 'loses';
}

function definitionOf(definition: Definition, role: Role): DifferentDefinition {
  const { module, slot, priority } = definition;
  const isSystem = isSystemDefinition(definition);
  return {
    location: placeOf(definition),
    name: nameOf(definition.entry.origin),
    scope: isSystem ? 'system' : module.scope === 'specialisation' ? 'specialisation' : 'base',
    priority: priority === PLAIN_PRIORITY ? '' : describePriority(priority),
    shown: describeValue(force(slot)),
    role,
  };
}

/** Of an expression only where it stands; where nothing is a name, where the value begins. */
function nameOf(origin: Origin | undefined): Span | undefined {
  if (origin === undefined) return undefined;
  const { start, end } = origin.key;
  return { start, end: isNameless(origin) ? start : end };
}

/** The value in short; undefined where there is none that is known. */
export function shownValue({ verdict, merged }: Explained): string | undefined {
  const value = verdict.verdict === 'ok' ? mergedValue(merged) : undefined;
  return value === undefined || value.kind === 'unknown' ? undefined : describeValue(value);
}
