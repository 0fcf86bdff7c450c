// Where a value, a failure or a doubt came from.
import type { Expr } from '../syntax/ast';

/** The text an expression stands in. */
export interface Unit {
  /** Absolute path; `(…)` names for text that is no file. */
  readonly file: string;
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** Whether note is taken of the literals that are looked at. */
  readonly isWatched?: boolean;
}

/** An expression and its text. Compiled code is one. */
export interface Site {
  readonly expr: Expr;
  readonly unit: Unit;
}

/** Another expression of the same text. */
export const siteAt = ({ unit }: Site, expr: Expr): Site => ({ expr, unit });

/** A place that is no expression of a text: what is done on behalf of a file, or by a part of the program. */
export const siteIn = (file: string, folder = '/'): Site => ({
  expr: { kind: 'error', start: 0, end: 0 },
  unit: { file, folder },
});

/** Of what the evaluator and the module system do themselves. */
export const NO_SITE = siteIn('(none)');
