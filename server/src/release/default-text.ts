// The default of an option as text.
import { sortedNames } from '../eval/builtins/attrs';
import { shortFloat } from '../eval/strings';
import { force } from '../eval/thunk';
import type { AttrsValue, Value } from '../eval/values';
import { printName, printString } from '../syntax/print';
import { at, textOf } from './read-value';

/** Longer literals are none. */
const LONGEST = 400;
const DEEPEST = 4;

export interface DefaultText {
  readonly literal?: string;
  readonly text: string;
}

/**
 * What an option's `defaultText` says, else its default where that is plain data. Where there is a text the default
 * itself is not asked for: it is there because the default depends on something.
 */
export function defaultText(option: AttrsValue): DefaultText | undefined {
  const written = at(option, 'defaultText');
  const text = textOf(written) ?? textOf(at(written, 'text'));
  if (text !== undefined) return { text };
  const value = at(option, 'default');
  // `literalExample` and its like were defaults themselves once.
  const example = value?.kind === 'attrs' && value.entries.has('_type') ? textOf(at(value, 'text')) : undefined;
  if (example !== undefined) return { text: example };
  const literal = value === undefined ? undefined : literalText(value, 0);
  return literal === undefined || literal.length > LONGEST ? undefined : { literal, text: literal };
}

/** Nix text for what is data all the way down. */
function literalText(value: Value, depth: number): string | undefined {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'bool':
    case 'int':
      return String(value.value);
    case 'float':
      return shortFloat(value.value);
    case 'string':
      return value.text.length > LONGEST ? undefined : printString(value.text);
    case 'list':
      return value.open !== undefined || depth === DEEPEST || value.items.length > LONGEST / 2
        ? undefined
        : bracketed('[', value.items, ']', (item) => inList(literalText(force(item), depth + 1)));
    case 'attrs':
      return value.open !== undefined || depth === DEEPEST || value.entries.size > LONGEST / 6
        ? undefined
        : bracketed('{', sortedNames(value), '}', (name) => {
            const inner = literalText(force(value.at(name)), depth + 1);
            return inner && `${printName(name)} = ${inner};`;
          });
    default:
      return undefined;
  }
}

const inList = (text: string | undefined): string | undefined => (text?.startsWith('-') ? `(${text})` : text);

/** Ends with the first part that has no text, or is too much: a package is a set of sets, and dear to evaluate. */
function bracketed<T>(
  open: string,
  parts: readonly T[],
  close: string,
  print: (part: T) => string | undefined,
): string | undefined {
  let text = open;
  for (const part of parts) {
    const printed = print(part);
    if (printed === undefined || text.length > LONGEST) return undefined;
    text += ` ${printed}`;
  }
  return `${text} ${close}`;
}
