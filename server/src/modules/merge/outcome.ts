// What merging the definitions of one option comes to.
import type { ErrorValue, Slot, UnknownValue } from '../../eval/values';
import type { MergeClass } from '../../options/merge-class';
import type { Declaration } from '../declarations';
import type { Definition, RawDefinition } from '../definition';
import type { Evaluation } from '../evaluation';
import type { Facts } from '../facts';
import type { ModuleRef } from '../load-module';

/** How real Nix words a conflict. */
export type ConflictKind = 'values' | 'unique' | 'null' | 'types' | 'tag' | 'cannot-merge' | 'mixed';

export type Outcome =
  /**
   * `value` is undefined when the definitions merge but what they come to is not known. `parts` are the
   * elements of a list, each merged.
   */
  | { readonly kind: 'ok'; readonly value: Slot | undefined; parts?(): readonly Merged[] }
  | { readonly kind: 'conflict'; readonly conflict: ConflictKind; readonly culprits: readonly Definition[] }
  | { readonly kind: 'type-error'; readonly culprits: readonly Definition[] }
  /** A read-only option that is defined, although it has a value already. */
  | { readonly kind: 'read-only'; readonly culprits: readonly Definition[] }
  /** No definition is left, and there is no default. */
  | { readonly kind: 'unset' }
  /** Whether they merge depends on something that is not known. */
  | { readonly kind: 'unknown'; readonly reason: UnknownValue }
  /** Merged per key; each key has an outcome of its own. */
  | { readonly kind: 'keys'; readonly keys: ReadonlyMap<string, Merged>; readonly value: Slot }
  | { readonly kind: 'submodule'; readonly evaluation: Evaluation; readonly value: Slot };

/** One option, or one key of an option that merges per key, in one evaluation. */
export interface Merged {
  /** From the root of the system. */
  readonly path: readonly string[];
  readonly class: MergeClass;
  readonly declaration: Declaration | undefined;
  /** Whether there may be more than one definition; told without deciding any condition. */
  readonly mayMeet: boolean;
  /** All that counts or may count, after conditions are decided. */
  readonly definitions: readonly Definition[];
  /** Those that certainly count and have the winning priority. */
  readonly winners: readonly Definition[];
  /** Those whose condition is not known and that would count, or win, if it held. */
  readonly possible: readonly Definition[];
  /** What the winners come to. */
  readonly outcome: Outcome;
  /** What it would come to with the possible ones of the same priority; undefined when there are none. */
  readonly outcomeIfAll: Outcome | undefined;
  /** Why definitions that are not seen here may exist. */
  readonly unseen: readonly UnknownValue[];
  /** What certainly fails when the option is read, beside definitions that do not merge. */
  readonly failure: ErrorValue | undefined;
  /**
   * The part of it that fails before the definitions are known: in a condition, or where a
   * definition should say what it is.
   */
  readonly onTheWay: ErrorValue | undefined;
}

/** What merging a class needs to know about where it happens. */
export interface MergePlace {
  /** From the root of the system. */
  readonly path: readonly string[];
  /** Facts seen from the value of this option. */
  readonly facts: Facts;
  /** Why there may be definitions that are not seen: they may say something of all that lies in the option. */
  readonly unseen: UnknownValue | undefined;
  /**
   * Merges what was defined at `path`, one level deeper: properties are looked into again. `unseen`: why there may be
   * more.
   */
  merge(path: readonly string[], type: MergeClass, raws: readonly RawDefinition[], unseen?: UnknownValue): Merged;
  /** Merges the same definitions as another class: nothing is discharged again. */
  mergeAs(type: MergeClass, definitions: readonly Definition[]): Outcome;
  /** Evaluates modules as the value of a submodule at this place. */
  submodule(refs: readonly ModuleRef[], type: Extract<MergeClass, { kind: 'submodule' }>): Evaluation;
}
