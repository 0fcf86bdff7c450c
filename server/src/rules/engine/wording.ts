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

export interface Wording {
  readonly message: string;
  readonly mentions?: readonly Mention[];
}

/** What stands for a `{0}`: words, words that name places themselves, or a place, which follows the word before it. */
export type Said = string | number | Wording | Location | undefined;

/**
 * A sentence in the language of the user, with the places that it names; for a place of our own words for a library
 * there is nothing to go to.
 */
export function inWords(text: string, ...values: readonly Said[]): Wording {
  const message: string[] = [];
  const mentions: Mention[] = [];
  let length = 0;
  const add = (text: string): void => {
    message.push(text);
    length += text.length;
  };
  for (const part of l10n.t(text).split(/(\{\d+\})/)) {
    const index = /^\{(\d+)\}$/.exec(part)?.[1];
    const value = index === undefined ? part : values[Number(index)];
    if (value === undefined) continue;
    if (typeof value !== 'object') add(String(value));
    else if ('message' in value) {
      mentions.push(...(value.mentions ?? []).map((mention) => ({ ...mention, at: length + mention.at })));
      add(value.message);
    } else if (!isMadeUp(value.file))
      mentions.push({ at: length, file: value.file, start: value.start, end: value.end });
  }
  const words = message.join('');
  return mentions.length === 0 ? { message: words } : { message: words, mentions };
}

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
