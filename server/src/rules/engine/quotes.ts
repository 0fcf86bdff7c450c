// Texts of the configuration that messages repeat. Which text it is, is remembered beside the words: when another one
// is typed in its place, and nothing else depends on it, the message says that one without anything being found again.
import { describeText, describeValue, wrapperName } from '../../analysis/describe';
import { force } from '../../eval/thunk';
import { literalOf } from '../../eval/written';
import { type Definition, PLAIN_PRIORITY } from '../../modules/definition';
import { plainText } from '../../syntax/literals';
import { inWords, type Quote, UNPLACED, type Wording } from './wording';

type Valued = Pick<Definition, 'slot' | 'priority'>;

/** The value of a definition, as `describeValue` has it. */
export function quoted({ slot }: Pick<Definition, 'slot'>): Wording {
  const value = force(slot);
  const literal = literalOf(value);
  if (literal === undefined) return { message: describeValue(value) };
  const message = describeText(plainText(literal.expr));
  return {
    message,
    quotes: [{ at: 0, length: message.length, file: literal.file, start: literal.expr.start, end: literal.expr.end }],
  };
}

/** The same with the wrapper around it, where there is one. */
export function quotedWrapped(definition: Valued): Wording {
  const value = quoted(definition);
  const { priority } = definition;
  return priority === PLAIN_PRIORITY ? value : inWords('{0} with {1}', value, wrapperName(priority));
}

/** What tells values apart that stand at one place: there, one literal is one value. */
export const valueKey = ({ slot }: Pick<Definition, 'slot'>): string => {
  const value = force(slot);
  const literal = literalOf(value);
  return literal === undefined ? describeValue(value) : `${literal.file}:${literal.expr.start}`;
};

/**
 * A message with the texts that are written now. Undefined where one of them cannot be put in.
 * @param now what is written in place of what is quoted; undefined where that is the same
 */
export function requoted<T extends Wording>(wording: T, now: (quote: Quote) => string | undefined): T | undefined {
  let result = wording;
  for (const quote of [...(wording.quotes ?? [])].reverse()) {
    const text = now(quote);
    if (text === undefined) continue;
    if (quote.at === UNPLACED) return undefined;
    result = replaced(result, quote, describeText(text));
  }
  return result;
}

/** With another text in place of a quote: what follows it moves. */
function replaced<T extends Wording>(wording: T, { at, length }: Quote, by: string): T {
  const { message, mentions, quotes } = wording;
  const moved = <P extends { readonly at: number }>(place: P): P =>
    place.at > at ? { ...place, at: place.at + by.length - length } : place;
  return {
    ...wording,
    message: `${message.slice(0, at)}${by}${message.slice(at + length)}`,
    ...(mentions === undefined ? {} : { mentions: mentions.map(moved) }),
    ...(quotes === undefined
      ? {}
      : { quotes: quotes.map((quote) => (quote.at === at ? { ...quote, length: by.length } : moved(quote))) }),
  };
}
