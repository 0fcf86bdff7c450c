// Option paths as a release writes them.
import { apply } from '../eval/apply';
import { NO_SITE } from '../eval/site';
import { list, string, type Value } from '../eval/values';
import { printName } from '../syntax/print';
import { at, textOf } from './read-value';

/** No release writes quotes around what Nix reads without. */
const isPlain = (name: string): boolean => printName(name) === name;

/** A name, one that needs quotes, and one that stands for any: tells whether names are written one by one. */
const PROBE = ['a', 'b.c', '<name>'];

/**
 * Writes paths by the release's own `lib.showOption`. All that are known put a path together from its names, each
 * written by itself: then each name is asked for once only.
 */
export function shownPaths(lib: Value): (loc: readonly string[]) => string {
  const show = at(lib, 'showOption');
  const whole = (loc: readonly string[]): string | undefined =>
    show && textOf(apply(show, list(loc.map(string)), NO_SITE));
  const names = new Map<string, string | undefined>();
  const named = (name: string): string | undefined => {
    if (isPlain(name)) return name;
    if (!names.has(name)) names.set(name, whole([name]));
    return names.get(name);
  };
  const joined = (loc: readonly string[]): string => loc.map((name) => named(name) ?? name).join('.');
  return whole(PROBE) === joined(PROBE) ? joined : (loc) => whole(loc) ?? loc.join('.');
}
