// Makes half-typed text parse, so that only the unfinished statement is lost and not what follows it. tree-sitter
// recovers from errors by itself, but swallows the next bindings as arguments, or the next block as a part of this one.
// Here a line that starts with `name =` is taken for what it nearly always is: the start of a binding. Braces are
// matched by indentation, and only as many as are really missing.

import { type Block, blockOf, closers, closesOuter, isClosedBy, type Level, pendingIn } from './levels';
import type { Mask } from './mask';
import { Patch, type Repaired } from './patch';
import { Statements } from './statements';
import { TokenView } from './token-view';
import type { Token } from './tokens';

const CLOSER: Readonly<Record<string, string>> = { '[': ']', '(': ')', '${': '}', '"': '"', "''": "''" };

/** Brackets nested deeper than this are not closed one by one: each token looks through all of them. */
const MOST_LEVELS = 1000;

/** The repaired text, or undefined when nothing was found to repair. `base` hides what is no error. */
export function repair(text: string, base: Mask): Repaired | undefined {
  return new Repair(text, base).run();
}

/** One walk over the tokens of a text. */
class Repair {
  private readonly tokens: TokenView;
  private readonly patch: Patch;
  private readonly statements: Statements;
  private levels: Level[] = [{ kind: 'bracket', close: '', pending: [] }];
  /** Opening braces minus closing ones, those already made up for left out. */
  private unclosed = 0;
  /** Index of the first token of the file's expression behind function heads, `let … in` and `with …;`. */
  private body = 0;
  /** Index of the `}` of the last function head that the file itself is made of. */
  private headEnd = -1;

  constructor(text: string, base: Mask) {
    this.tokens = new TokenView(text);
    this.patch = new Patch(text, base);
    this.statements = new Statements(this.tokens, this.patch);
  }

  run(): Repaired | undefined {
    this.tokens.list.forEach(({ type }, index) => {
      if (type === 'open' && this.tokens.word(index).endsWith('{')) this.unclosed++;
      if (type === 'close' && this.tokens.word(index) === '}') this.unclosed--;
    });
    for (let index = 0; index < this.tokens.list.length; ) {
      if (this.patch.isHopeless || this.levels.length > MOST_LEVELS) return undefined;
      index = this.take(index);
    }
    return this.patch.result();
  }

  /** Reads one token, or two; returns the index of the next. */
  private take(index: number): number {
    const token = this.tokens.list[index];
    if (token === undefined) return index + 1;
    if (token.type === 'cut') this.patch.unknown(token.start, token.end);
    if (this.tokens.startsBinding(index)) this.beforeBinding(index, token.indent ?? 0);
    const word = token.type === 'word' ? this.tokens.word(index) : '';
    if (token.indent === 0 && (word === 'let' || this.tokens.word(index) === '{')) this.beforeBody(index, word);
    if (token.type === 'close') return this.close(index, token);
    if (token.type === ':' && this.levels.length === 1) this.body = index + 1;
    if (word === 'in') this.closeLet(index);
    else {
      this.startStatement(index, token, word);
      if (token.type === 'open') this.open(index, token);
      else if (token.type === ';') this.endStatement(index);
      else if (token.type === '=') this.equals(index);
      else if (token.type === ',') this.comma();
      else this.keyword(index, token, word);
    }
    return index + 1;
  }

  private startStatement(first: number, token: Token, word: string): void {
    const top = this.levels.at(-1);
    if (top?.kind !== 'block' || top.statement !== undefined) return;
    // `let a = 1; { … }`: the `in` is missing.
    if (top.isLet && token.type === 'open' && this.tokens.word(first) === '{') {
      const end = this.tokens.end(first - 1);
      if (this.patch.room(end, token.start) > 1) this.patch.insert('in', end, token.start);
      this.levels.pop();
    } else top.statement = { first, equals: undefined, isInherit: word === 'inherit', pending: [] };
  }

  private open(index: number, token: Token): void {
    const bracket = this.tokens.word(index);
    if (bracket === '{')
      this.levels.push({ kind: 'block', isLet: false, indent: token.lineIndent, statement: undefined, isHead: false });
    else this.levels.push({ kind: 'bracket', close: CLOSER[bracket] ?? '', pending: [] });
  }

  private keyword(index: number, token: Token, word: string): void {
    const pending = pendingIn(this.levels.at(-1));
    if (word === 'with' || word === 'assert' || word === 'if') pending?.push(word);
    else if (word === 'then' && pending?.at(-1) === 'if') pending.splice(-1, 1, 'then');
    else if (word === 'else' && pending?.at(-1) === 'then') pending.pop();
    else if (word === 'let' && this.tokens.word(index + 1) !== '{') {
      this.levels.push({ kind: 'block', isLet: true, indent: token.lineIndent, statement: undefined, isHead: false });
    }
  }

  private equals(index: number): void {
    const top = this.levels.at(-1);
    if (top?.kind === 'block' && top.statement !== undefined) top.statement.equals ??= index;
  }

  private comma(): void {
    const top = this.levels.at(-1);
    if (top?.kind !== 'block' || top.statement?.equals !== undefined) return;
    top.isHead = true;
    top.statement = undefined;
  }

  /** A `;`: of a `with`, or the end of a statement. */
  private endStatement(index: number): void {
    const pending = pendingIn(this.levels.at(-1));
    if (pending?.at(-1) === 'with' || pending?.at(-1) === 'assert') {
      pending.pop();
      if (this.levels.length === 1) this.body = index + 1;
      return;
    }
    const block = blockOf(this.levels);
    const statement = block?.statement;
    if (block === undefined || statement === undefined) return;
    if (statement.equals === undefined) {
      if (!statement.isInherit) this.patch.blank(this.tokens.start(statement.first), this.tokens.end(index));
    } else if (this.levels.at(-1) === block && !this.statements.isWhole(statement, this.levels, index - 1))
      this.statements.dropValue(statement, index);
    this.leaveStatement(block);
  }

  /** A closing bracket; returns the index of the next token. */
  private close(index: number, token: Token): number {
    const bracket = this.tokens.word(index);
    if (bracket === '}') {
      while (this.unclosed > 0 && closesOuter(this.levels, token.indent)) this.closeBlock(index);
      if (this.unclosed < 0 && this.isExtra(index, token)) return this.hideExtra(index, token);
    }
    const at = this.levels.findLastIndex((level) => isClosedBy(level, bracket));
    if (at < 0) return this.hideExtra(index, token);
    const target = this.levels[at];
    if (target?.kind === 'bracket') this.closeDownTo(at, index);
    else if (target !== undefined && !this.isHead(target, index)) this.settle(index);
    if (at === 1 && target?.kind === 'block' && target.isHead) this.headEnd = index;
    this.levels.length = at;
    return index + 1;
  }

  /** Closes what was left open inside a bracket that ends. */
  private closeDownTo(at: number, index: number): void {
    while (this.levels.length > at + 1) {
      const top = this.levels.at(-1);
      // There is rarely room for a half-typed name as well.
      const dangling = top?.kind === 'block' && top.statement?.equals === undefined ? top.statement : undefined;
      if (dangling !== undefined) this.patch.blank(this.tokens.start(dangling.first), this.tokens.end(index - 1));
      else if (top?.kind === 'block' && !top.isHead) this.settle(index);
      this.levels.pop();
      const close = top?.kind === 'bracket' ? top.close : top?.isLet ? '' : '}';
      if (close.length === 1 && close !== '"')
        this.patch.insert(close, this.tokens.end(index - 1), this.tokens.start(index));
      if (close === '}') this.unclosed--;
    }
  }

  /** Whether a `}` closes nothing, or more than its place on the line says. */
  private isExtra(index: number, { indent }: Token): boolean {
    const block = this.levels.findLast((level) => isClosedBy(level, '}'));
    if (block?.kind !== 'block') return block === undefined;
    const isRoot = !this.levels.some((level) => level.kind === 'block' && level !== block);
    return (isRoot && this.tokens.list[index + 1]?.type === ';') || (indent !== undefined && indent > block.indent);
  }

  /** Hides a closing bracket without a partner, and the `;` behind a brace unless it ends a statement. */
  private hideExtra(index: number, token: Token): number {
    const endsStatement = blockOf(this.levels)?.statement !== undefined;
    const withEnd = this.tokens.word(index) === '}' && this.tokens.list[index + 1]?.type === ';' && !endsStatement;
    if (this.tokens.word(index) === '}') this.unclosed++;
    this.patch.blank(token.start, withEnd ? this.tokens.end(index + 1) : token.end);
    return index + (withEnd ? 2 : 1);
  }

  private closeLet(index: number): void {
    if (blockOf(this.levels)?.isLet !== true) return;
    this.settle(index);
    this.levels.pop();
    if (this.levels.length === 1) this.body = index + 1;
  }

  /** A `let` or `{` at the left edge of the file: its body starts here, unless something whole stands before it. */
  private beforeBody(index: number, word: string): void {
    const [file] = this.levels;
    if (file?.kind !== 'bracket' || blockOf(this.levels) !== undefined || this.body === index) return;
    if (this.headEnd === index - 1) this.patch.insert(':', this.tokens.end(index - 1), this.tokens.start(index));
    else if (word === 'let' || file.pending.length > 0 || this.levels.length > 1 || !this.tokens.endsValue(index - 1)) {
      this.patch.blank(this.tokens.start(this.body), this.tokens.end(index - 1));
      file.pending.length = 0;
      this.levels.length = 1;
    } else return;
    this.body = index;
  }

  /** A line that starts a binding ends everything before it that cannot go on there. */
  private beforeBinding(index: number, indent: number): void {
    this.settle(index);
    for (;;) {
      const block = blockOf(this.levels);
      const owner = blockOf(this.levels.slice(0, block === undefined ? 0 : this.levels.lastIndexOf(block)))?.statement;
      if (this.unclosed <= 0 || block === undefined || block.isLet || owner === undefined) return;
      if ((this.tokens.list[owner.first]?.lineIndent ?? 0) < indent) return;
      this.closeBlock(index);
    }
  }

  /** Closes the innermost block, whose brace is missing, and the statement it belongs to. */
  private closeBlock(index: number): void {
    this.settle(index);
    this.levels.pop();
    this.unclosed--;
    const outer = blockOf(this.levels);
    const brackets = closers(this.levels) ?? '';
    const closing = `}${brackets}${outer?.statement === undefined ? '' : ';'}`;
    this.patch.insert(closing, this.tokens.end(index - 1), this.tokens.start(index));
    if (outer !== undefined) this.leaveStatement(outer);
  }

  /** Ends whatever is unfinished in the innermost block. */
  private settle(index: number): void {
    const block = blockOf(this.levels);
    if (block === undefined) return;
    if (block.statement !== undefined && !block.isHead) this.statements.finish(block.statement, this.levels, index);
    this.leaveStatement(block);
  }

  private leaveStatement(block: Block): void {
    block.statement = undefined;
    const size = this.levels.lastIndexOf(block) + 1;
    this.unclosed -= this.levels.slice(size).filter((level) => level.kind === 'bracket' && level.close === '}').length;
    this.levels.length = size;
  }

  /** Whether a block is the head of a function. */
  private isHead(block: Block, close: number): boolean {
    const next = this.tokens.word(close + 1);
    return block.isHead || next === ':' || next === '@' || next === '{';
  }
}
