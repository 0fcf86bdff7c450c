// Makes half-typed statements whole, as well as the room before the next token allows: nothing behind it may move.

import { closers, type Level, type Statement } from './levels';
import type { Patch } from './patch';
import { KEYWORDS, type TokenView } from './token-view';

export class Statements {
  constructor(
    private readonly text: string,
    private readonly tokens: TokenView,
    private readonly patch: Patch,
  ) {}

  /** Ends a statement of the innermost block before the token at `index`. Its value stays if it is whole. */
  finish(statement: Statement, levels: readonly Level[], index: number): void {
    const first = this.tokens.start(statement.first);
    const end = this.tokens.end(index - 1);
    const room = this.patch.room(end, this.tokens.start(index));
    const insert = (tokens: string) => this.patch.insert(tokens, end, this.tokens.start(index));
    if (statement.isInherit) insert(';');
    else if (statement.equals === undefined) {
      const written = this.text.slice(first, end);
      const isPath =
        !/\s/.test(written) &&
        !KEYWORDS.has(written) &&
        levels.at(-1)?.kind === 'block' &&
        this.tokens.list[index - 1]?.type !== 'cut';
      if (isPath && room > 0 && this.tokens.list[index - 1]?.type === '.') {
        this.patch.replace(end - 1, '=');
        insert(room > 1 ? '0;' : ';');
      } else if (isPath && room > 1) insert(room > 2 ? '=0;' : '=;');
      else this.patch.blank(first, end);
    } else if (this.isWhole(statement, levels, index - 1)) insert(`${closers(levels) ?? ''};`);
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
