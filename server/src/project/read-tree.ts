// What a text was read as, with what somebody looked at in it: one object for each tree.
import { memoOf } from '../base/memo';
import type { SyntaxTree } from '../syntax/ast';
import { seenIn } from '../syntax/literals';

export interface ReadTree {
  /** Undefined where there is no text. */
  readonly tree: SyntaxTree | undefined;
  /** Where the literals begin that somebody has looked at; undefined where nobody takes note. */
  readonly seen: readonly number[] | undefined;
}

const NONE: ReadTree = { tree: undefined, seen: undefined };

const ofTree = memoOf((tree: SyntaxTree): ReadTree => new TreeOfNow(tree));

export const readTree = (tree: SyntaxTree | undefined): ReadTree => (tree === undefined ? NONE : ofTree(tree));

class TreeOfNow implements ReadTree {
  constructor(readonly tree: SyntaxTree) {}

  /** It grows as long as something is evaluated. */
  get seen(): readonly number[] | undefined {
    return seenIn(this.tree);
  }
}
