// All options of a configuration beside each other: what each is in the base and in every specialisation.
import type { Location } from '../../base/span';
import { isSystemDefinition } from '../../modules/merge/definitions';
import type { System } from '../../modules/system';
import type { CellState } from '../../protocol/matrix';
import { dotted } from '../../syntax/print';
import type { Analysis } from '../analysis';
import { type Explained, explain, type Verdict } from '../explain';
import { shownValue } from './differences';
import { placeOf } from './explanation';

export interface MatrixCell {
  readonly state: CellState;
  /** The value in short; null where there is none that is known. */
  readonly shown: string | null;
  /** Where what counts is written. */
  readonly at: Location | undefined;
}

export interface Matrix {
  /** The base (null), then the specialisations. */
  readonly columns: readonly (string | null)[];
  readonly rows: readonly { readonly option: string; readonly cells: readonly MatrixCell[] }[];
}

/** Options that somebody defines; those in conflict first, then those that differ anywhere. */
export function matrixOf(analysis: Analysis): Matrix {
  const { systems } = analysis;
  const columns = systems.map(optionsOf);
  const names = new Set(columns.flatMap((column) => [...column.keys()]));
  const rows = [...names].map((option) => ({
    option,
    cells: columns.map((column) => cellOf(column.get(option), analysis)),
  }));
  return {
    columns: systems.map(({ name }) => name),
    rows: rows.sort((a, b) => rank(a.cells) - rank(b.cells) || (a.option < b.option ? -1 : 1)),
  };
}

/** Those of the homes of users under their whole path. */
function optionsOf(system: System): ReadonlyMap<string, Explained> {
  const found = new Map<string, Explained>();
  for (const each of [system, ...system.homeSystems])
    for (const option of explain(each)) {
      const path = each === system ? option.path : [...each.input.prefix, ...option.path];
      if (option.merged.definitions.some((definition) => !isSystemDefinition(definition)))
        found.set(dotted(path), option);
    }
  return found;
}

const STATES: Readonly<Record<Verdict['verdict'], CellState>> = {
  ok: 'value',
  conflict: 'conflict',
  'type-error': 'invalid',
  'read-only': 'invalid',
  unset: 'unset',
  unknown: 'unknown',
};

function cellOf(option: Explained | undefined, analysis: Analysis): MatrixCell {
  if (option === undefined) return { state: 'unset', shown: null, at: undefined };
  const { winners, definitions } = option.merged;
  const written = [...winners, ...definitions].find((definition) => placeOf(definition) !== undefined);
  const shown = shownValue(option) ?? null;
  return {
    state: stateOf(option, shown, analysis),
    shown,
    at: written && placeOf(written),
  };
}

function stateOf(option: Explained, shown: string | null, analysis: Analysis): CellState {
  const { verdict } = option;
  if (fails(option)) return 'fails';
  if (verdict.verdict === 'conflict' && analysis.ignoresConflictOf(verdict.culprits)) return 'ignored';
  return verdict.verdict === 'ok' && shown === null ? 'unknown' : STATES[verdict.verdict];
}

/** A hover says with what. */
const fails = ({ verdict }: Explained): boolean => verdict.verdict === 'unknown' && verdict.reason.code === 'error';

function rank(cells: readonly MatrixCell[]): number {
  if (cells.some(({ state }) => state === 'conflict' || state === 'invalid')) return 0;
  const [base] = cells;
  return cells.some(({ state, shown }) => state !== base?.state || shown !== base.shown) ? 1 : 2;
}
