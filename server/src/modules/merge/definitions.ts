// From raw definitions of one option to its verdict: discharge, keep the strongest, merge by class.
import { inShare } from '../../eval/budget';
import { force } from '../../eval/thunk';
import { type ErrorValue, NULL, type Slot, type UnknownValue, unknown } from '../../eval/values';
import { type MergeClass, UNKNOWN_CLASS } from '../../options/merge-class';
import type { Declaration } from '../declarations';
import { type Definition, type Module, OPTION_DEFAULT_PRIORITY, type RawDefinition } from '../definition';
import { discharge, isOpened } from '../discharge';
import type { Evaluation } from '../evaluation';
import type { Facts } from '../facts';
import type { ModuleRef } from '../load-module';
import { mergeAs } from './classes';
import type { Merged, MergePlace, Outcome } from './outcome';
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
  return new MergedDefinitions(evaluation, path, type, raws, more);
}

/**
 * A class, and not an object with its own getters: of those, V8 makes a hidden class for each, which
 * keeps all they see alive for long.
 */
class MergedDefinitions implements Merged {
  readonly class: MergeClass;
  private known: Counted | undefined;
  private merged: Outcome | undefined;
  private mergedIfAll: { readonly value: Outcome | undefined } | undefined;

  constructor(
    private readonly evaluation: Evaluation,
    private readonly inner: readonly string[],
    type: MergeClass,
    private readonly raws: readonly RawDefinition[],
    private readonly more: More,
  ) {
    this.class = type;
  }

  /** Found out when asked for: of most keys of sets nobody asks. */
  private get counted(): Counted {
    this.known ??= counted(this.raws, this.more);
    return this.known;
  }

  get definitions(): readonly Definition[] {
    return this.counted.definitions;
  }

  get winners(): readonly Definition[] {
    return this.counted.winners;
  }

  get possible(): readonly Definition[] {
    return this.counted.possible;
  }

  get onTheWay(): ErrorValue | undefined {
    return this.counted.onTheWay;
  }

  get mayMeet(): boolean {
    return this.more.extra.length > 0 || this.raws.length > 1 || this.raws.some(isOpened);
  }

  get path(): readonly string[] {
    const { prefix } = this.evaluation.input;
    return prefix.length === 0 ? this.inner : [...prefix, ...this.inner];
  }

  get declaration(): Declaration | undefined {
    return this.more.declaration;
  }

  get unseen(): readonly UnknownValue[] {
    return [...this.counted.unknowns, ...this.more.unseen];
  }

  get failure(): ErrorValue | undefined {
    if (this.onTheWay !== undefined || this.possible.length > 0) return this.onTheWay;
    for (const { slot } of this.winners) {
      const value = force(slot);
      if (value.kind === 'error') return value;
    }
    const { outcome } = this;
    if (this.class.kind !== 'attrs' || this.class.lazy || outcome.kind !== 'keys') return undefined;
    // Which keys there are depends on what stands around each of them.
    for (const key of outcome.keys.values()) if (key.onTheWay !== undefined) return key.onTheWay;
    return undefined;
  }

  get outcome(): Outcome {
    this.merged ??= this.onTheWay === undefined ? this.mergedOutcome() : failedOutcome(this.onTheWay);
    return this.merged;
  }

  get outcomeIfAll(): Outcome | undefined {
    if (this.possible.length === 0) return undefined;
    this.mergedIfAll ??= { value: this.mergeAll() };
    return this.mergedIfAll.value;
  }

  private mergedOutcome(): Outcome {
    const { extra, declaration } = this.more;
    // Read-only options count what is written, before conditions and priorities (lib/modules.nix, evalOptionValue).
    if (declaration?.readOnly === true && this.raws.length + extra.length > 1)
      return { kind: 'read-only', culprits: this.definitions.filter((definition) => !extra.includes(definition)) };
    return inShare(() => mergeAs(this.class, this.winners, this.place));
  }

  private get place(): MergePlace {
    return new PlaceOfMerge(this.evaluation, this.inner, this.counted.unknowns[0] ?? this.more.unseen[0]);
  }

  private mergeAll(): Outcome | undefined {
    const certain = this.definitions.filter((definition) => definition.doubt === undefined);
    const top = strongest(certain);
    const equals = this.possible.filter((definition) => definition.priority === top || certain.length === 0);
    if (equals.length === 0) return undefined;
    return inShare(() => mergeAs(this.class, [...this.winners, ...equals], this.place));
  }
}

/** The definitions of an option, told apart by what becomes of them. */
interface Counted extends Pick<Merged, 'definitions' | 'winners' | 'possible' | 'onTheWay'> {
  readonly unknowns: readonly UnknownValue[];
}

function counted(raws: readonly RawDefinition[], { extra, declaration }: More): Counted {
  const discharged = discharge(raws);
  const { unknowns } = discharged;
  const onTheWay = discharged.failure ?? declaration?.failure;
  const definitions = extra.length === 0 ? discharged.definitions : [...discharged.definitions, ...extra];
  const only = definitions[0];
  if (definitions.length === 1 && only !== undefined && only.doubt === undefined)
    return { definitions, winners: definitions, possible: NONE, unknowns, onTheWay };
  const certain = definitions.filter((definition) => definition.doubt === undefined);
  const top = strongest(certain);
  // The fold over priorities starts at 9999 (filterOverrides), unless there is nothing to fold.
  const isWeakest = definitions.length > 1 && top > WEAKEST;
  const winners = isWeakest ? NONE : certain.filter((definition) => definition.priority === top);
  const possible = definitions.filter((definition) => definition.doubt !== undefined && definition.priority <= top);
  return { definitions, winners, possible, unknowns, onTheWay };
}

const failedOutcome = ({ message, site }: ErrorValue): Outcome => ({
  kind: 'unknown',
  reason: unknown('error', message, site),
});

/** The winning priority, the smallest; infinite where there is nothing. */
const strongest = (definitions: readonly Definition[]): number =>
  definitions.reduce((top, { priority }) => Math.min(top, priority), Number.POSITIVE_INFINITY);
/** An option that cannot be looked at, because that is what is being done already. */
export function mergeFailure(evaluation: Evaluation, path: readonly string[], failure: ErrorValue): Merged {
  const reason = unknown('error', failure.message, failure.site);
  return {
    path: [...evaluation.input.prefix, ...path],
    class: UNKNOWN_CLASS,
    declaration: undefined,
    mayMeet: false,
    definitions: NONE,
    winners: NONE,
    possible: NONE,
    outcome: { kind: 'unknown', reason },
    outcomeIfAll: undefined,
    unseen: [reason],
    failure,
    onTheWay: failure,
  };
}

const NONE: readonly Definition[] = [];

class PlaceOfMerge implements MergePlace {
  constructor(
    private readonly evaluation: Evaluation,
    readonly path: readonly string[],
    readonly unseen: UnknownValue | undefined,
  ) {}

  get facts(): Facts {
    return this.evaluation.input.facts;
  }

  merge(inner: readonly string[], type: MergeClass, raws: readonly RawDefinition[], unseen?: UnknownValue): Merged {
    const more = unseen === undefined ? undefined : { ...NOTHING_MORE, unseen: [unseen] };
    return mergeDefinitions(this.evaluation, inner, type, raws, more);
  }

  mergeAs(type: MergeClass, definitions: readonly Definition[]): Outcome {
    return mergeAs(type, definitions, this);
  }

  submodule(refs: readonly ModuleRef[], type: Extract<MergeClass, { kind: 'submodule' }>): Evaluation {
    return submoduleEvaluation(this.evaluation, this.path, refs, type);
  }
}

/** Whom a default belongs to: no module of the user's. */
const DEFAULT_MODULE: Module = {
  key: '(default)',
  file: '(default)',
  config: { slot: NULL, origin: undefined },
  options: undefined,
  head: undefined,
  inline: undefined,
  wholeFile: false,
  doubt: undefined,
  scope: 'base',
  isRoot: false,
  isValue: false,
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
