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

/** Whether a closing bracket ends a level. */
export const isClosedBy = (level: Level, bracket: string): boolean =>
  level.kind === 'bracket' ? level.close === bracket : bracket === '}' && !level.isLet;

/**
 * Whether a `}` at the start of its line, indented by so much, stands under a line further out than that of the
 * innermost block.
 */
export function closesOuter(levels: readonly Level[], indent: number | undefined): boolean {
  const inner = blockOf(levels);
  if (indent === undefined || inner === undefined || inner.isLet || inner.indent <= indent) return false;
  return levels.some((level) => level.kind === 'block' && !level.isLet && level !== inner && level.indent === indent);
}
