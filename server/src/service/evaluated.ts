// An entry point evaluated, as it is kept.
import type { Analysis } from '../analysis/analysis';
import type { Allowance } from '../eval/budget';
import type { Worked } from './entry-work';
import type { EvaluationScope } from './evaluation-scope';
import type { Moves } from './moved-result';

/** What questions can be asked of, for as long as its scope is kept. */
export interface Evaluated {
  readonly scope: EvaluationScope;
  readonly analyses: readonly Analysis[];
  /** What questions about it may cost. */
  readonly allowance: Allowance;
  /** What it has cost to come to it, in units of fuel. */
  readonly cost: number;
}

/** The same, and how to get from the texts that it was made of to those of now. */
export interface Live {
  readonly evaluated: Evaluated;
  readonly moves: Moves;
}

/** The work on an entry point, piece by piece: its result comes last, and with it what questions can be asked of. */
export type EntryWork = Generator<undefined, Worked & { readonly evaluated: Evaluated }>;

/** Units of fuel. */
export const spentOf = ({ budget, fuel }: Allowance): number => budget.fuel - fuel;
