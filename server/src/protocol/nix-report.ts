// What the output of Nix and of the programs that rebuild says went wrong, as plain data: read from the text by
// run/output/, and given its places by the server.
import type { ConfigRoot } from './run';
import type { Place } from './tree';

/** What kind of thing Nix complains of; `error` is any other. */
export type ProblemKind =
  /** Definitions of an option that do not merge. */
  | 'conflict'
  | 'not-unique'
  | 'null-mix'
  | 'mixed-types'
  | 'cannot-merge'
  | 'tag-mix'
  /** A definition, or the lack of one. */
  | 'wrong-type'
  | 'unknown-option'
  | 'unset-option'
  | 'read-only'
  | 'removed-option'
  /** How options are declared, and modules written. */
  | 'type-check'
  | 'declared-twice'
  | 'no-nested-options'
  | 'unsupported-attribute'
  | 'no-set'
  | 'nested-imports'
  | 'assertion'
  /** The language itself. */
  | 'recursion'
  | 'syntax'
  | 'undefined-variable'
  | 'missing-attribute'
  | 'missing-argument'
  | 'missing-file'
  | 'memory'
  | 'builder'
  | 'error';

/** A place as Nix prints it: both counted from 1, columns in bytes. */
export interface PrintedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface PrintedDefinition {
  /** As printed: a path of this machine or of the Nix store. */
  readonly file: string;
  readonly value?: string;
}

export interface NixProblem {
  readonly kind: ProblemKind;
  /** The option from the root of its system; segments as they are, without quotes. */
  readonly option?: readonly string[];
  /** The specialisation that the option belongs to; null is the base. */
  readonly specialisation: string | null;
  readonly definitions: readonly PrintedDefinition[];
  /** Where Nix says it is. */
  readonly place?: PrintedPlace;
  /** Where Nix came from, the nearest first. */
  readonly trace: readonly PrintedPlace[];
  /** A file that is not there. */
  readonly file?: string;
  /** What Nix says, without where it came from; several lines. */
  readonly message: string;
}

/** Why the running system could not take over another one. */
export interface Inhibitor {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export interface NixReport {
  readonly problems: readonly NixProblem[];
  /** Units that failed to start, stop or reload. */
  readonly units: readonly string[];
  readonly inhibitors: readonly Inhibitor[];
  /** Checks before switching that failed, by name. */
  readonly checks: readonly string[];
  /** The exit status of the activation, where another program reports it. */
  readonly status: number | null;
}

/** Request: where the problems are, in the files as they are now. */
export const PLACES_REQUEST = 'nixosSpecialisations/problemPlaces';
export interface PlacesParams {
  readonly problems: readonly NixProblem[];
  /** What was evaluated. */
  readonly system: 'nixos' | 'home-manager';
  readonly host: string | null;
  readonly root: ConfigRoot;
}

/** A place of a problem; `extent` is what has to be edited to mend it, from the name to the end of the value. */
export interface ProblemPlace<At = Place> {
  readonly at: At;
  readonly extent: At;
}

/** For each problem in turn its places; none where it is not known. */
export type PlacesResult = readonly (readonly ProblemPlace[])[];
