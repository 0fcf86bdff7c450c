// Finds the parts of a type description: what stands between outer parentheses, and the alternatives of "A or B".
import { ATOMS_WITH_OR } from './type-atoms';

const PATTERN_START = 'matching the pattern ';

/** Takes off parentheses that enclose the whole phrase, however many. */
export function stripParentheses(phrase: string): string {
  let text = phrase.trim();
  while (text.startsWith('(') && closingParenthesis(text, 0) === text.length - 1) text = text.slice(1, -1).trim();
  return text;
}

/** "A or B, or (C or D)" → A, B, (C or D): split outside of parentheses, quotes and patterns. */
export function topLevelAlternatives(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let at = 0;
  while (at < text.length) {
    const next = skipOpaque(text, at);
    if (next > at) {
      at = next;
    } else if (text.startsWith(' or ', at)) {
      parts.push(text.slice(start, at).replace(/,$/, ''));
      at += ' or '.length;
      start = at;
    } else {
      at += 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** The end of what must be read as one piece at `at`; `at` itself when nothing starts there. */
function skipOpaque(text: string, at: number): number {
  const char = text[at];
  if (char === '(') {
    const end = closingParenthesis(text, at);
    return end === -1 ? at : end + 1;
  }
  if (char === '"') return afterQuote(text, at);
  if (text.startsWith(PATTERN_START, at)) return afterPattern(text, at + PATTERN_START.length);
  const atom = ATOMS_WITH_OR.find((words) => text.startsWith(words, at));
  return atom === undefined ? at : at + atom.length;
}

/** The index of the parenthesis that closes the one at `open`; -1 when none does. */
function closingParenthesis(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length) {
    if (text[at] === ')') return at;
    const next = skipOpaque(text, at);
    at = next > at ? next : at + 1;
  }
  return -1;
}

function afterQuote(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  // A quote that never closes is an apostrophe of some prose.
  return at < text.length ? at + 1 : open + 1;
}

/**
 * A pattern reaches to the next " or ", or to the parenthesis that encloses its type; its
 * own parentheses are not types.
 */
function afterPattern(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length && !(depth === 0 && text.startsWith(' or ', at))) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '[') at = afterBracket(text, at) - 1;
    else if (char === '(') depth += 1;
    else if (char === ')') {
      if (depth === 0) return at;
      depth -= 1;
    }
    at += 1;
  }
  return Math.min(at, text.length);
}

/** The end of a bracket expression of a regular expression: `[)]`, `[]x]`, `[[:digit:]]`. */
function afterBracket(text: string, open: number): number {
  let at = open + 1;
  if (text[at] === '^') at += 1;
  if (text[at] === ']') at += 1;
  while (at < text.length && text[at] !== ']') {
    const klass = text.startsWith('[:', at) ? text.indexOf(':]', at) : -1;
    at = klass === -1 ? at + 1 : klass + 2;
  }
  return Math.min(at + 1, text.length);
}
