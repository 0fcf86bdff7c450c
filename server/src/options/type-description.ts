// From a type as the manuals word it ("null or (list of string)") to how its definitions merge. The wording comes from
// the descriptions in lib/types.nix; a type with a description of its own says nothing about its
// structure and stays `unknown`.
import { keyClass } from './hidden-structure';
import { type MergeClass, UNKNOWN_CLASS } from './merge-class';
import { atomClass } from './type-atoms';
import { stripParentheses, topLevelAlternatives } from './type-phrases';

const CONVERTIBLE = ' convertible to it';
/** The formats' way of saying that a value is taken for a list of one ("X or a list of them"). */
const LIST_OF_THEM = /^a (?:non-empty )?list of them(?: for duplicate keys)?$/;
const CONCATENATED = /^strings concatenated with ("(?:[^"\\]|\\.)*")$/;

/** Types made of one other type: what stands before it, and what it becomes. */
const WRAPPERS: readonly (readonly [RegExp, (inner: MergeClass) => MergeClass])[] = [
  [/^list of (?=\S)/, (element) => ({ kind: 'list', element })],
  [/^non-empty \(list of (?=\S)/, (element) => ({ kind: 'list', element })],
  [/^attribute set of (?=\S)/, (element) => ({ kind: 'attrs', element })],
  [/^lazy attribute set of (?=\S)/, (element) => ({ kind: 'attrs', element, lazy: true })],
  [/^section of an INI file \(attrs of (?=\S)/, (element) => ({ kind: 'attrs', element })],
  // Home Manager's ordered sets: per key, each value with what comes before and after it.
  [/^DAG of (?=\S)/, () => ({ kind: 'attrs', element: UNKNOWN_CLASS })],
  [/^open submodule of (?=\S)/, (freeform) => ({ kind: 'submodule', freeform: keyClass(freeform) })],
  [/^function that evaluates to an? (?=\S)/, (result) => ({ kind: 'function', result })],
  [/^function that evaluates to a\(n\) (?=\S)/, (result) => ({ kind: 'function', result })],
  [/^unique (?=\()/, (inner) => (inner.kind === 'unknown' ? inner : { kind: 'one', of: inner })],
];

/** The merge class of a type description; `unknown` for words that lib/types.nix does not use. */
export function parseTypeDescription(text: string): MergeClass {
  return classOf(text.replace(/\s+/g, ' ').trim());
}

function classOf(phrase: string): MergeClass {
  const text = stripParentheses(phrase);
  if (text.endsWith(CONVERTIBLE)) return coerced(text.slice(0, -CONVERTIBLE.length));
  if (text.startsWith('null or ')) return { kind: 'nullOr', of: classOf(text.slice('null or '.length)) };
  const alternatives = topLevelAlternatives(text);
  if (alternatives.length > 1) return either(alternatives);
  const separator = CONCATENATED.exec(text)?.[1];
  if (separator !== undefined) return { kind: 'lines', separator: unquote(separator) };
  for (const [start, wrap] of WRAPPERS) {
    const match = start.exec(text);
    if (match !== null) return wrap(classOf(innerPhrase(text, match[0])));
  }
  return atomClass(text);
}

/** What follows `start`; "non-empty (list of X)" opens a parenthesis there that closes at the end. */
function innerPhrase(text: string, start: string): string {
  return /\([^)]*$/.test(start) && text.endsWith(')') ? text.slice(start.length, -1) : text.slice(start.length);
}

/** "F or C convertible to it": each definition becomes an F. */
function coerced(text: string): MergeClass {
  const [to = text, ...from] = topLevelAlternatives(text);
  return from.length === 0
    ? { kind: 'coerced', to: classOf(to) }
    : { kind: 'coerced', to: classOf(to), from: classOf(from.join(' or ')) };
}

/** "A or null or B" is A, or a nullable B. */
function either(alternatives: readonly string[]): MergeClass {
  const nullable = alternatives.indexOf('null');
  const plain = nullable < 1 ? alternatives : alternatives.slice(0, nullable);
  const of: MergeClass[] = [];
  for (const alternative of plain) {
    const before = LIST_OF_THEM.test(alternative) ? of.pop() : undefined;
    of.push(
      before === undefined
        ? classOf(alternative)
        : { kind: 'coerced', to: { kind: 'list', element: before }, from: before },
    );
  }
  if (nullable >= 1) of.push(classOf(alternatives.slice(nullable).join(' or ')));
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind: 'either', of };
}

function unquote(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
