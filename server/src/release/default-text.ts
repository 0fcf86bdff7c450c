// The default of an option as text.
import { printLiteral } from '../eval/print-value';
import type { AttrsValue } from '../eval/values';
import { at, textOf } from './read-value';

/** Longer literals are none. */
const LONGEST = 400;
const BOUNDS = { depth: 4, size: LONGEST / 2 };

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
  const literal = value && printLiteral(value, BOUNDS);
  return literal === undefined || literal.length > LONGEST ? undefined : { literal, text: literal };
}
