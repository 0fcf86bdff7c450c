// The table of a configuration: options by rows, the base and its specialisations by columns.
import type { Place, SystemKey } from './tree';

/** Request: the table of one system; null where there is no such system. */
export const MATRIX_REQUEST = 'nixosSpecialisations/matrix';

export type MatrixParams = Omit<SystemKey, 'specialisation'>;

/** `ignored`: a conflict that the user wants to hear nothing of. */
export type CellState = 'value' | 'conflict' | 'ignored' | 'invalid' | 'fails' | 'unset' | 'unknown';

export interface MatrixCell<At = Place> {
  readonly state: CellState;
  /** The value in short; null where there is none that is known. */
  readonly shown: string | null;
  /** Where what counts is written; null where that is in no file. */
  readonly at: At | null;
}

export interface MatrixRow<At = Place> {
  readonly option: string;
  /** As many as there are columns. */
  readonly cells: readonly MatrixCell<At>[];
}

export type MatrixResult = {
  /** The base (null), then the specialisations. */
  readonly columns: readonly (string | null)[];
  /** Those in conflict first, then those that differ anywhere. */
  readonly rows: readonly MatrixRow[];
} | null;
