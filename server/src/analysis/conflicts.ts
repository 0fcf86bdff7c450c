// Definitions that do not merge, in the base and in each specialisation, with how sure that is.
import { force } from '../eval/thunk';
import type { UnknownValue, Value } from '../eval/values';
import type { Definition } from '../modules/definition';
import { isSystemDefinition } from '../modules/merge/definitions';
import type { ConflictKind, Merged } from '../modules/merge/outcome';
import type { System } from '../modules/system';
import { homesConfiguredBy, isAdded } from './homes';
import { mergePoints } from './merge-points';

/**
 * `certain`: real Nix fails on it. `likely`: it fails unless something that is not seen
 * here overrides both definitions.
 * `possible`: it fails if a condition or value that is not known turns out so.
 */
export type Proof = 'certain' | 'likely' | 'possible';

export interface Conflict {
  readonly system: System;
  /** From the root of the system. */
  readonly path: readonly string[];
  readonly kind: ConflictKind;
  readonly culprits: readonly Definition[];
  readonly proof: Proof;
  /** What keeps it from being certain. */
  readonly doubt: UnknownValue | undefined;
  /** The weaker definitions of the option, which a fix must not collide with. */
  readonly losers: readonly Definition[];
}

/**
 * The conflicts of a base system and of its specialisations, each looked at with `within`; those of the base are not
 * repeated for each specialisation.
 */
export function conflictsOf(base: System, within: (system: System) => readonly Conflict[]): readonly Conflict[] {
  const own = within(base);
  const known = new Set(own.map(identity));
  const inherited = (conflict: Conflict): boolean =>
    conflict.culprits.every((culprit) => culprit.module.scope === 'base') && known.has(identity(conflict));
  return [
    ...own,
    ...base.specialised.flatMap((specialisation) => [
      ...within(specialisation).filter((conflict) => !inherited(conflict)),
      ...inHomes(specialisation),
    ]),
  ];
}

/** What a specialisation brings about in the homes of users that it configures, `home-manager.users.<name>`. */
function inHomes(specialisation: System): readonly Conflict[] {
  return homesConfiguredBy(specialisation).flatMap((home) =>
    conflictsIn(home)
      .filter(({ culprits }) => culprits.some(isAdded))
      .map((conflict) => ({ ...conflict, path: [...home.input.prefix, ...conflict.path] })),
  );
}

function identity({ path, culprits }: Conflict): string {
  return JSON.stringify([path, culprits.map(({ entry }) => [entry.origin?.file, entry.origin?.key.start])]);
}

/** What does not merge in one system, whether or not its base has it too. */
export function conflictsIn(system: System): readonly Conflict[] {
  return mergePoints(system).flatMap((merged) => {
    const conflict = judge(merged, system);
    return conflict === undefined ? [] : [conflict];
  });
}

function judge(merged: Merged, system: System): Conflict | undefined {
  const { outcome, outcomeIfAll, winners, possible, definitions } = merged;
  const counted = new Set([...winners, ...possible]);
  const losers = definitions.filter((definition) => !counted.has(definition));
  const make = (
    kind: ConflictKind,
    culprits: readonly Definition[],
    proof: Proof,
    doubt: UnknownValue | undefined,
  ): Conflict | undefined => {
    const written = culprits.filter((culprit) => !isSystemDefinition(culprit) && culprit.entry.origin !== undefined);
    return written.length < 2
      ? undefined
      : { system, path: merged.path, kind, culprits: written, proof, doubt, losers };
  };
  if (merged.class.kind === 'unknown') return judgeUndeclared(merged, make);
  if (outcome.kind === 'conflict') {
    const { proof, doubt } = proofOf(merged, system);
    return make(outcome.conflict, outcome.culprits, proof, doubt);
  }
  if (outcome.kind === 'unknown' && possible.length === 0 && outcome.reason.code !== 'syntax' && mayConflict(winners))
    return make('values', winners, 'possible', outcome.reason);
  const [maybe] = possible;
  // Of one side's own definitions, whose conditions are not known, one is meant to count at a time.
  return outcomeIfAll?.kind === 'conflict' && maybe !== undefined && hasBothSides(outcomeIfAll.culprits)
    ? make(outcomeIfAll.conflict, outcomeIfAll.culprits, 'possible', maybe.doubt)
    : undefined;
}

/** How sure it is that the winners are all that counts. */
export function proofOf(merged: Merged, system: System): { proof: Proof; doubt: UnknownValue | undefined } {
  const stronger = merged.possible[0]?.doubt;
  if (stronger !== undefined) return { proof: 'possible', doubt: stronger };
  const owner = system.input.within;
  const entry = system.entry ?? owner?.entry;
  if (entry?.doubt !== undefined) return { proof: 'possible', doubt: entry.doubt };
  if (entry !== undefined && entry.inheritParentConfig === null) return { proof: 'possible', doubt: undefined };
  // A module of the whole system may define something in a home, too.
  const [unread] = [system, ...(owner?.entry === undefined ? [] : [owner])].flatMap(
    ({ evaluation }) => evaluation.collection.opaque,
  );
  const unseen = merged.unseen[0] ?? unread?.reason;
  return unseen === undefined ? { proof: 'certain', doubt: undefined } : { proof: 'likely', doubt: unseen };
}

/** Values that are not known are worth a word only where the base and the specialisation both give one. */
function mayConflict(winners: readonly Definition[]): boolean {
  return hasBothSides(winners) && !winners.some((winner) => force(winner.slot).kind === 'error');
}

const hasBothSides = (definitions: readonly Definition[]): boolean =>
  new Set(definitions.map(({ module }) => module.scope)).size > 1;

/** An option of unknown type: only two different switches are worth a word. */
function judgeUndeclared(
  merged: Merged,
  make: (kind: ConflictKind, culprits: readonly Definition[], proof: Proof, doubt: undefined) => Conflict | undefined,
): Conflict | undefined {
  const { winners, possible, path } = merged;
  const values: Value[] = winners.map((winner) => force(winner.slot));
  const switches = path[path.length - 1] === 'enable' && values.every((value) => value.kind === 'bool');
  return switches && possible.length === 0 && new Set(values).size > 1
    ? make('values', winners, 'possible', undefined)
    : undefined;
}
