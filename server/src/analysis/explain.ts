// Every option that a system's modules define, with what becomes of it: the answer behind `explain`.

import { type JsonResult, toJson } from '../eval/builtins/json-print';
import { force } from '../eval/thunk';
import type { Slot, UnknownValue } from '../eval/values';
import type { Definition } from '../modules/definition';
import type { Evaluation } from '../modules/evaluation';
import { mergedValue } from '../modules/merge/merged-value';
import type { ConflictKind, Merged, Outcome } from '../modules/merge/outcome';
import { samePath } from '../modules/option-node';
import type { System } from '../modules/system';
import { dotted } from '../syntax/print';
import { mergedAt, mergedByOldNames } from './lookup';
import { isOwnSystem } from './merge-points';

export type Verdict =
  | { readonly verdict: 'ok'; readonly json: JsonResult }
  | { readonly verdict: 'conflict'; readonly kind: ConflictKind; readonly culprits: readonly Definition[] }
  | { readonly verdict: 'type-error' | 'read-only' | 'unset' }
  | { readonly verdict: 'unknown'; readonly reason: UnknownValue };

export interface Explained {
  readonly path: readonly string[];
  /** Dotted, segments that are no identifiers quoted. */
  readonly option: string;
  readonly verdict: Verdict;
  readonly merged: Merged;
}

/**
 * Each option that a definition reaches, whatever its priority or condition; sets that merge per key are entered.
 */
export const explain = (system: System): readonly Explained[] => optionsBelow(system, []).map(explainedAs);

/** The same options, of those at a path or below it, without what becomes of them. */
export function optionsBelow(system: System, below: readonly string[]): readonly Merged[] {
  const found: Merged[] = [];
  findIn(system.evaluation, found, below);
  return below.length === 0 ? found : found.filter(({ path }) => leadsTo(below, path));
}

/** Whether one path is the beginning of another. */
const leadsTo = (path: readonly string[], other: readonly string[]): boolean =>
  path.length <= other.length && path.every((step, i) => other[i] === step);

/** What becomes of the option, or of the key of one, at a path; undefined where nothing is known to be. */
export function explainAt(system: System, path: readonly string[]): Explained | undefined {
  const merged = mergedByOldNames(system, path) ?? mergedAt(system, path);
  return merged && { ...explainedAs(merged), path, option: dotted(path) };
}

/** What becomes of an option, or of the key of one, as a whole. */
export function explainedAs(merged: Merged): Explained {
  const { path, definitions, declaration } = merged;
  const isUnset = definitions.length === 0 && declaration === undefined;
  return { path, option: dotted(path), verdict: isUnset ? { verdict: 'unset' } : verdictOf(merged), merged };
}

function findIn(evaluation: Evaluation, into: Merged[], below: readonly string[] = []): void {
  const defined = evaluation.defined();
  const isMeant = (path: readonly string[]): boolean => leadsTo(path, below) || leadsTo(below, path);
  for (const option of defined) if (!isOwnSystem(option.path) && isMeant(option.path)) find(option.merged(), into);
  // An alias defines the new name, on the condition that the old one is defined.
  for (const { to, exact } of evaluation.collection.renames) {
    if (to === undefined || !exact || defined.some(({ path }) => samePath(path, to))) continue;
    const node = evaluation.node(to);
    if (node.kind === 'option' && node.declaration !== undefined) find(evaluation.merged(to), into);
  }
}

function find(merged: Merged, into: Merged[]): void {
  const { outcome, declaration, possible, unseen } = merged;
  const isLeaf =
    (merged.definitions.length === 0 && declaration === undefined) ||
    declaration?.apply !== undefined ||
    declaration?.readOnly === true ||
    possible.length > 0 ||
    unseen.length > 0;
  if (!isLeaf && outcome.kind === 'keys' && entersKeys(merged) && outcome.keys.size > 0) {
    for (const key of outcome.keys.values()) find(key, into);
    return;
  }
  if (!isLeaf && outcome.kind === 'submodule' && !outcome.evaluation.isEmpty) {
    findIn(outcome.evaluation, into);
    for (const loser of merged.definitions)
      if (!merged.winners.includes(loser)) findLost(loser.slot, outcome.evaluation, [], into);
    return;
  }
  into.push(merged);
}

/**
 * Options of a submodule that only definitions name which lost as a whole: their defaults
 * count again, if they have any.
 */
function findLost(slot: Slot, evaluation: Evaluation, path: readonly string[], into: Merged[]): void {
  const value = force(slot);
  if (value.kind !== 'attrs') return;
  for (const [name, entry] of value.entries) {
    const at = [...path, name];
    const node = evaluation.node(at);
    if (node.kind === 'tree') findLost(entry.slot, evaluation, at, into);
    else if (node.kind === 'option' && evaluation.level(path).names.get(name) === undefined)
      find(evaluation.merged(at), into);
  }
}

/** Whether the option's type merges per key, and not only the values that happen to be sets. */
function entersKeys(merged: Merged): boolean {
  const type = merged.class.kind === 'nullOr' ? merged.class.of : merged.class;
  return type.kind === 'attrs' || type.kind === 'submodule';
}

function verdictOf(merged: Merged): Verdict {
  const { outcome, possible, unseen } = merged;
  const reason = possible[0]?.doubt ?? unseen[0];
  if (reason !== undefined) return { verdict: 'unknown', reason };
  switch (outcome.kind) {
    case 'ok':
    case 'keys':
    case 'submodule':
      return inner(outcome) ?? { verdict: 'ok', json: toJson(mergedValue(merged)) };
    case 'conflict':
      return { verdict: 'conflict', kind: outcome.conflict, culprits: outcome.culprits };
    case 'unknown':
      return { verdict: 'unknown', reason: outcome.reason };
    case 'type-error':
    case 'read-only':
    case 'unset':
      return { verdict: outcome.kind };
  }
}

/** What goes wrong inside a value that is shown as a whole: the first of its parts that has no value. */
function inner(outcome: Outcome): Verdict | undefined {
  for (const part of partsOf(outcome)) {
    const verdict = part.definitions.length === 0 && part.outcome.kind === 'unset' ? undefined : verdictOf(part);
    if (verdict !== undefined && verdict.verdict !== 'ok') return verdict;
  }
  return undefined;
}

function partsOf(outcome: Outcome): Iterable<Merged> {
  switch (outcome.kind) {
    case 'ok':
      return outcome.parts?.() ?? [];
    case 'keys':
      return outcome.keys.values();
    case 'submodule':
      return outcome.evaluation.defined().map((option) => option.merged());
    default:
      return [];
  }
}
