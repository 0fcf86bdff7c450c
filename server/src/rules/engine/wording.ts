// Messages that name a place. A line number changes with every line typed above it, so the place is kept beside the
// words, moves along with the text, and gets its number when somebody reads it.
import type { Location } from '../../base/span';
import { baseName, isMadeUp } from '../../eval/paths';
import { l10n } from '../../protocol/l10n';

/** A place that a message names. */
export interface Mention extends Location {
  /** Where in the message. */
  readonly at: number;
}

/** A text of the configuration that a message repeats, see `quotes.ts`. */
export interface Quote extends Mention {
  /** In the message. */
  readonly length: number;
}

/** Where a quote stands that cannot be found in the message again. */
export const UNPLACED = -1;

export interface Wording {
  readonly message: string;
  readonly mentions?: readonly Mention[];
  readonly quotes?: readonly Quote[];
}

/** What stands for a `{0}`: words, words that name places themselves, or a place, which follows the word before it. */
export type Said = string | number | Wording | Location | undefined;

/**
 * A sentence in the language of the user, with the places that it names; for a place of our own words for a library
 * there is nothing to go to.
 */
export function inWords(text: string, ...values: readonly Said[]): Wording {
  return together(
    l10n
      .t(text)
      .split(/(\{\d+\})/)
      .map((part) => {
        const index = /^\{(\d+)\}$/.exec(part)?.[1];
        return index === undefined ? part : values[Number(index)];
      }),
  );
}

/** Words and places one after the other. */
function together(parts: readonly Said[]): Wording {
  const message: string[] = [];
  const mentions: Mention[] = [];
  const quotes: Quote[] = [];
  let length = 0;
  const add = (text: string): void => {
    message.push(text);
    length += text.length;
  };
  for (const value of parts) {
    if (value === undefined) continue;
    if (typeof value !== 'object') add(String(value));
    else if ('message' in value) {
      mentions.push(...(value.mentions ?? []).map((mention) => ({ ...mention, at: length + mention.at })));
      quotes.push(...(value.quotes ?? []).map((quote) => ({ ...quote, at: length + quote.at })));
      add(value.message);
    } else if (!isMadeUp(value.file))
      mentions.push({ at: length, file: value.file, start: value.start, end: value.end });
  }
  return wordingOf(message.join(''), mentions, quotes);
}

const wordingOf = (message: string, mentions: readonly Mention[], quotes: readonly Quote[]): Wording => ({
  message,
  ...(mentions.length === 0 ? {} : { mentions }),
  ...(quotes.length === 0 ? {} : { quotes }),
});

/** More than any rule has to say: a name that a program made may have millions of characters. */
const LONGEST = 2_000;
const BEGINNING = 1_500;

/** The same, cut in the middle of what stands between the places where that is endless. */
export function bounded({ message, mentions = [], quotes = [] }: Wording): Wording {
  if (message.length <= LONGEST) return wordingOf(message, mentions, quotes);
  const cuts = [0, ...mentions.map(({ at }) => at), message.length];
  const parts = cuts.slice(1).map((end, i) => shortened(message.slice(cuts[i], end)));
  const cut = together(parts.flatMap((part, i) => [part, mentions[i]]));
  const unplaced = quotes.map((quote) => ({ ...quote, at: UNPLACED }));
  return wordingOf(cut.message, cut.mentions ?? [], unplaced);
}

const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, BEGINNING)}…${text.slice(BEGINNING - LONGEST)}`;

/**
 * The message as it is read: `… sets true (desktop.nix:24)`.
 * @param lineOf the line of a place, from 1
 */
export function worded(
  { message, mentions = [], file }: Wording & Location,
  lineOf: (place: Location) => number,
): string {
  return mentions.reduceRight(
    (text, place) => `${text.slice(0, place.at)} (${nameOf(place.file, file)}:${lineOf(place)})${text.slice(place.at)}`,
    message,
  );
}

/** What many files of a configuration are called. */
const COMMON: ReadonlySet<string> = new Set(['default.nix', 'flake.nix']);

/** As much of a path as tells it from the file that the message stands in. */
function nameOf(path: string, here: string): string {
  const name = baseName(path);
  if (path === here || (name !== baseName(here) && !COMMON.has(name))) return name;
  const steps = path.split('/');
  const own = here.split('/');
  let shown = 2;
  while (shown < steps.length - 1 && steps.slice(-shown).join('/') === own.slice(-shown).join('/')) shown++;
  return steps.slice(-shown).join('/').replace(/^\//, '');
}
