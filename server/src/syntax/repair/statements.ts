// Makes half-typed statements whole, as well as the room before the next token allows: nothing behind it may move.

import { closers, type Level, type Statement } from './levels';
import type { Patch } from './patch';
import type { TokenView } from './token-view';

export class Statements {
  constructor(
    private readonly tokens: TokenView,
    private readonly patch: Patch,
  ) {}

  /**
   * Ends a statement of the innermost block before the token at `index`. Its value stays if it is whole; a name that
   * nothing is said of is left out.
   */
  finish(statement: Statement, levels: readonly Level[], index: number): void {
    const first = this.tokens.start(statement.first);
    const end = this.tokens.end(index - 1);
    const insert = (tokens: string) => this.patch.insert(tokens, end, this.tokens.start(index));
    if (statement.isInherit) insert(';');
    else if (statement.equals === undefined) this.patch.blank(first, end);
    else if (this.isWhole(statement, levels, index - 1)) insert(`${closers(levels) ?? ''};`);
    else {
      this.dropValue(statement, index);
      insert(';');
    }
  }

  /** Whether a statement whose last token is this one has a value, with no bracket open that cannot be closed there. */
  isWhole(statement: Statement, levels: readonly Level[], last: number): boolean {
    return this.tokens.endsValue(last) && statement.pending.length === 0 && closers(levels) !== undefined;
  }

  /** Makes the value of a statement that ends before a token unknown. */
  dropValue(statement: Statement, index: number): void {
    const equals = statement.equals ?? index;
    if (equals + 1 < index) this.patch.unknown(this.tokens.start(equals + 1), this.tokens.end(index - 1));
    else if (
      this.patch.room(this.tokens.end(equals), this.tokens.start(index)) > 1 ||
      this.tokens.list[index]?.type === ';'
    ) {
      this.patch.insert('0', this.tokens.end(equals), this.tokens.start(index));
    }
  }
}
