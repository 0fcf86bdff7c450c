// The brackets and statements around a place in text that does not parse.

/** Between `{` or `let` and its end. `indent` is that of the line it starts on. */
export interface Block {
  readonly kind: 'block';
  readonly isLet: boolean;
  readonly indent: number;
  statement: Statement | undefined;
  /** Commas were seen: a function head. */
  isHead: boolean;
}

/**
 * Between other brackets; the file itself is one that nothing closes. `pending` are keywords
 * that wait for their other half.
 */
export interface Bracket {
  readonly kind: 'bracket';
  readonly close: string;
  readonly pending: string[];
}

export interface Statement {
  /** Index of its first token. */
  readonly first: number;
  /** Index of its `=`. */
  equals: number | undefined;
  readonly isInherit: boolean;
  readonly pending: string[];
}

export type Level = Block | Bracket;

/** The keywords waiting in the expression being read. */
export function pendingIn(level: Level | undefined): string[] | undefined {
  return level?.kind === 'bracket' ? level.pending : level?.statement?.pending;
}

/** The innermost block. */
export function blockOf(levels: readonly Level[]): Block | undefined {
  return levels.findLast((level): level is Block => level.kind === 'block');
}

/**
 * What closes the brackets inside the innermost block, innermost first; undefined when one of them
 * cannot be closed where it stands.
 */
export function closers(levels: readonly Level[]): string | undefined {
  let result = '';
  for (const level of levels.toReversed()) {
    if (level.kind === 'block') break;
    if (level.pending.length > 0 || (level.close !== ')' && level.close !== ']')) return undefined;
    result += level.close;
  }
  return result;
}
