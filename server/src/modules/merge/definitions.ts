// From raw definitions of one option to its verdict: discharge, keep the strongest, merge by class.
import { memo } from '../../base/memo';
import { NULL, type Slot, type UnknownValue } from '../../eval/values';
import type { MergeClass } from '../../options/merge-class';
import type { Declaration } from '../declarations';
import { type Definition, type Module, OPTION_DEFAULT_PRIORITY, type RawDefinition } from '../definition';
import { discharge } from '../discharge';
import type { Evaluation } from '../evaluation';
import type { ModuleRef } from '../load-module';
import { mergeAs } from './classes';
import type { Merged, Outcome, Place } from './outcome';
import { submoduleEvaluation } from './submodule';

export interface More {
  /** Definitions that no module makes: the option's default, what the system itself fixes. */
  readonly extra: readonly Definition[];
  readonly unseen: readonly UnknownValue[];
  readonly declaration: Declaration | undefined;
}

const WEAKEST = 9999;
const NOTHING_MORE: More = { extra: [], unseen: [], declaration: undefined };

/** Merges the definitions of the option (or key of an option) at `path` of an evaluation. */
export function mergeDefinitions(
  evaluation: Evaluation,
  path: readonly string[],
  type: MergeClass,
  raws: readonly RawDefinition[],
  more: More = NOTHING_MORE,
): Merged {
  const discharged = discharge(raws);
  const definitions = [...discharged.definitions, ...more.extra];
  const certain = definitions.filter((definition) => definition.doubt === undefined);
  const top = Math.min(...certain.map((definition) => definition.priority));
  // The fold over priorities starts at 9999 (filterOverrides), unless there is nothing to fold.
  const winners = definitions.length > 1 && top > WEAKEST ? [] : certain.filter((definition) => definition.priority === top);
  const possible = definitions.filter((definition) => definition.doubt !== undefined && definition.priority <= top);
  const place = placeOf(evaluation, path);
  const equals = possible.filter((definition) => definition.priority === top || certain.length === 0);
  // Read-only options count what is written, before conditions and priorities (lib/modules.nix, evalOptionValue).
  const isSetAgain = more.declaration?.readOnly === true && raws.length + more.extra.length > 1;
  const outcome = memo(
    (): Outcome => (isSetAgain ? { kind: 'read-only', culprits: discharged.definitions } : mergeAs(type, winners, place)),
  );
  const outcomeIfAll = memo(() => (equals.length === 0 ? undefined : mergeAs(type, [...winners, ...equals], place)));
  return {
    path: [...evaluation.input.prefix, ...path],
    class: type,
    declaration: more.declaration,
    definitions,
    winners,
    possible,
    get outcome() {
      return outcome();
    },
    get outcomeIfAll() {
      return outcomeIfAll();
    },
    unseen: [...discharged.unknowns, ...more.unseen],
  };
}

function placeOf(evaluation: Evaluation, path: readonly string[]): Place {
  const place: Place = {
    path,
    facts: evaluation.input.facts,
    merge: (inner, type, raws) => mergeDefinitions(evaluation, inner, type, raws),
    mergeAs: (type, definitions) => mergeAs(type, definitions, place),
    submodule: (refs: readonly ModuleRef[], type) => submoduleEvaluation(evaluation, path, refs, type),
  };
  return place;
}

/** Whom a default belongs to: no module of the user's. */
const DEFAULT_MODULE: Module = {
  key: '(default)',
  file: '(default)',
  config: NULL,
  options: undefined,
  head: undefined,
  wholeFile: false,
  doubt: undefined,
  scope: 'parent',
};

/** An option's default takes part like a definition, weaker than all usual ones. */
export function defaultDefinition(slot: Slot): Definition {
  return systemDefinition(slot, OPTION_DEFAULT_PRIORITY);
}

/** A definition that stands in no file of the user's. */
export function systemDefinition(slot: Slot, priority: number): Definition {
  return {
    module: DEFAULT_MODULE,
    entry: { slot, origin: undefined },
    slot,
    priority,
    override: undefined,
    order: 1000,
    doubt: undefined,
  };
}

export const isSystemDefinition = (definition: Definition): boolean => definition.module === DEFAULT_MODULE;
