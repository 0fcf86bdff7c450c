// Parts of evaluated values as plain data.
import { shownText } from '../eval/partial-texts';
import { force } from '../eval/thunk';
import type { Value } from '../eval/values';

/** The value of an attribute; undefined where there is none, or the value is no set. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let here = value;
  for (const name of path) {
    const slot = here?.kind === 'attrs' ? here.get(name) : undefined;
    here = slot === undefined ? undefined : force(slot);
  }
  return here;
}

export const textOf = (value: Value | undefined): string | undefined =>
  value?.kind === 'string' ? value.text : value?.kind === 'path' ? value.path : undefined;

export const isTrue = (value: Value | undefined): boolean => value?.kind === 'bool' && value.value;

export const itemsOf = (value: Value | undefined): readonly Value[] =>
  value?.kind === 'list' ? value.items.map(force) : [];

export const textsOf = (value: Value | undefined): readonly string[] =>
  itemsOf(value).flatMap((item) => textOf(item) ?? []);

/** A message, with dots for what is not known of it. */
export const messageOf = (value: Value | undefined): string | undefined => value && (shownText(value) ?? textOf(value));

export const messagesOf = (value: Value | undefined): readonly string[] =>
  itemsOf(value).flatMap((item) => messageOf(item) ?? []);
