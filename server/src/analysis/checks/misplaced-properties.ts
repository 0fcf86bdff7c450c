// Properties that stand where the module system does not look for them: the option sees the
// property itself as its value.
import { spend } from '../../eval/budget';
import { force } from '../../eval/thunk';
import type { Entry, Origin } from '../../eval/values';
import type { Definition, RawDefinition } from '../../modules/definition';
import type { Evaluation } from '../../modules/evaluation';
import type { Merged } from '../../modules/merge/outcome';
import { mergeElements, readProperty } from '../../modules/property';
import type { System } from '../../modules/system';
import { isOwnSystem } from '../merge-points';

/**
 * `rejected`: the option's type does not take a property. `kept`: it takes anything, so the property becomes the value.
 * `undeclared`: its parts are taken for options, which nobody declares.
 */
export type MisplacedKind = 'rejected' | 'kept' | 'undeclared';

export interface MisplacedProperty {
  readonly kind: MisplacedKind;
  readonly system: System;
  readonly path: readonly string[];
  /** Who wrote the value with the property in it. */
  readonly origin: Origin;
  /** The definition; undefined for a set of options. */
  readonly definition: Definition | undefined;
  /** Whether real Nix certainly comes to see it. */
  readonly isCertain: boolean;
}

/**
 * The misplaced properties of a system, as far as `concerns` is true for where they are written: nothing else is merged
 * for them.
 */
export function misplacedIn(system: System, concerns: (origin: Origin) => boolean): readonly MisplacedProperty[] {
  const found: MisplacedProperty[] = [];
  const search: PropertyWalk = { system, concerns, found };
  inTree(system.evaluation, [], search);
  return found;
}

interface PropertyWalk {
  readonly system: System;
  readonly concerns: (origin: Origin) => boolean;
  readonly found: MisplacedProperty[];
}

function inTree(evaluation: Evaluation, path: readonly string[], search: PropertyWalk): void {
  const { names } = evaluation.level(path);
  // Sets may be made of one another without end.
  if (spend(1 + names.size) !== undefined) return;
  for (const [name, raws] of names) {
    const at = [...path, name];
    if (at[0] === '_module' || isOwnSystem(at) || at.length > LONGEST) continue;
    const { kind } = evaluation.node(at);
    if (kind === 'tree') {
      // Sets that are options somewhere else may be ordered.
      if (evaluation.input.facts.at(at).fact.kind === 'tree')
        for (const raw of raws) orders(raw.entry, raw, at, evaluation, search);
      inTree(evaluation, at, search);
    } else if (kind === 'option' && raws.some((raw) => isConcerned(raw, search)))
      inMerged(evaluation.merged(at), search);
  }
}

const LONGEST = 64;

/** What stands inside an override is written apart from it where a set is in between. */
const isConcerned = ({ entry, wrappers }: RawDefinition, { concerns }: PropertyWalk): boolean =>
  (entry.origin !== undefined && concerns(entry.origin)) || wrappers.some((wrapper) => wrapper.kind === 'override');

function inMerged(merged: Merged, search: PropertyWalk): void {
  for (const definition of merged.definitions) {
    const { origin } = definition.entry;
    const kind = origin && readProperty(force(definition.slot)) && misplacedKind(definition, merged);
    if (origin !== undefined && kind !== undefined)
      search.found.push({
        kind,
        system: search.system,
        path: merged.path,
        origin,
        definition,
        isCertain: isCertain(definition, merged, search.system),
      });
  }
  const { outcome } = merged;
  if (outcome.kind === 'submodule') inTree(outcome.evaluation, [], search);
  if (outcome.kind === 'keys') for (const key of outcome.keys.values()) inMerged(key, search);
}

function misplacedKind(
  definition: Definition,
  { class: type, outcome, outcomeIfAll, winners, possible }: Merged,
): MisplacedKind | undefined {
  const isRejected = [outcome, outcomeIfAll].some(
    (verdict) => verdict?.kind === 'type-error' && verdict.culprits.includes(definition),
  );
  if (isRejected) return 'rejected';
  if (!winners.includes(definition) && !possible.includes(definition)) return undefined;
  switch (type.kind) {
    case 'anything':
    case 'unspecified':
    case 'attrs-shallow':
    case 'attrs':
    case 'one':
    case 'freeform':
      return 'kept';
    default:
      return undefined;
  }
}

function isCertain(definition: Definition, merged: Merged, system: System): boolean {
  return merged.winners.includes(definition) && merged.unseen.length === 0 && isSure(system);
}

const isSure = ({ entry, evaluation }: System): boolean =>
  (entry === undefined || (entry.doubt === undefined && entry.inheritParentConfig !== null)) &&
  evaluation.collection.opaque.length === 0;

/** mkBefore and its relatives are no properties of sets of options. */
function orders(
  entry: Entry,
  raw: RawDefinition,
  path: readonly string[],
  evaluation: Evaluation,
  search: PropertyWalk,
): void {
  if (entry.origin === undefined || !search.concerns(entry.origin) || spend(1) !== undefined) return;
  const property = readProperty(force(entry.slot));
  if (property?.kind === 'merge')
    for (const element of mergeElements(property.contents).elements) orders(element, raw, path, evaluation, search);
  if (property?.kind === 'if' || property?.kind === 'override') orders(property.content, raw, path, evaluation, search);
  if (property?.kind !== 'order') return;
  const { system } = search;
  const isSeen = raw.module.doubt === undefined && raw.wrappers.every(({ kind }) => kind !== 'doubt');
  const at = [...evaluation.input.prefix, ...path];
  search.found.push({
    kind: 'undeclared',
    system,
    path: at,
    origin: entry.origin,
    definition: undefined,
    isCertain: isSeen && isSure(system),
  });
}
