// What the extension and the page of the table tell each other.
import type { CellState } from '../../../server/src/protocol/matrix';

/** A cell as the page shows it: the place to go to stays with the extension. */
export interface ShownCell {
  readonly state: CellState;
  readonly text: string;
  readonly canGo: boolean;
}

export interface ShownRow {
  readonly option: string;
  readonly cells: readonly ShownCell[];
}

/** Words of the page, in the user's language. */
export interface Words {
  readonly filter: string;
  readonly onlyDifferences: string;
  readonly option: string;
  readonly table: string;
  readonly nothing: string;
  /** `{0}` of `{1}` rows. */
  readonly count: string;
  readonly states: Readonly<Record<CellState, string>>;
}

export interface ShowMessage {
  readonly type: 'show';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly ShownRow[];
  readonly words: Words;
}

/** The page is there; or a cell was chosen, by the numbers of its row and column in what was shown last. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'go'; readonly row: number; readonly column: number };
