// What analyses have found out for questions, when texts are others by now that say the same.
import type { Answers } from '../project/answers';
import type { Expr } from '../syntax/ast';
import { contentOf, writtenAs } from '../syntax/literals';
import { compareAlike } from '../syntax/moved-text';
import type { Moves } from './moved-result';

/** Literals that say something else, with what they say. */
export const literalsOf = (moves: Moves): ReadonlyMap<Expr, string> =>
  new Map([...moves.values()].flatMap(({ literals }) => [...literals]));

/** Whether what was told, since texts are as `before` has it, is what would be told now. */
export function stayTold(before: Moves, now: Moves): boolean {
  const [had, says] = [literalsOf(before), literalsOf(now)];
  for (const literal of new Set([...had.keys(), ...says.keys()])) {
    const isSame = (had.get(literal) ?? writtenAs(literal)) === (says.get(literal) ?? writtenAs(literal));
    if (!isSame && contentOf(literal).isAsked) return false;
  }
  return compareAlike(says, had);
}

/** Whether more can be found out of what is evaluated. */
export function stayEvaluated(before: Moves, now: Moves, { exactLater }: Answers): boolean {
  for (const [file, { isWhole }] of now) if (!isWhole || exactLater.has(file)) return false;
  return stayTold(before, now);
}
