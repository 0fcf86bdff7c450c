// A definition that its option cannot take.
import type { Location } from '../../base/span';
import type { Origin, Slot } from '../../eval/values';
import type { Evaluation } from '../../modules/evaluation';
import type { System } from '../../modules/system';
import type { MergeClass } from '../../options/merge-class';
import type { Expr } from '../../syntax/ast';
import type { Proof } from '../conflicts';
import type { OptionBelow } from './options-below';

export interface InvalidValue {
  readonly kind: 'type' | 'read-only' | 'set-of-options';
  readonly system: System;
  /** The option's, from the root of the system. */
  readonly path: readonly string[];
  /** What the value had to be: the type of the option, or of an element of its list. */
  readonly class: MergeClass;
  readonly isElement: boolean;
  /** The value that is wrong, and the expression it is written as. */
  readonly slot: Slot;
  readonly expr: Expr | undefined;
  readonly place: Location;
  /**
   * Whether the modules declare the option themselves. What is known of other options may be older than what is in use.
   */
  readonly declared: boolean;
  readonly proof: Exclude<Proof, 'possible'>;
  /** Of a set of options that is given a value. */
  readonly misfit?: Misfitting;
}

/** Who gives a set of options a value, and the options that it has. */
export interface Misfitting {
  readonly origin: Origin;
  below(): readonly OptionBelow[];
}

/** The evaluation of a submodule all of whose options the configuration declares. */
export interface Closed {
  readonly evaluation: Evaluation;
  readonly proof: InvalidValue['proof'];
}
