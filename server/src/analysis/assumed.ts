// What follows where options that nobody sets are what they are by default: likely, since NixOS's own modules, which
// are not seen, may set them.
import { memoOf } from '../base/memo';
import { unknown } from '../eval/values';
import { Defaults } from '../modules/defaults';
import { System } from '../modules/system';
import type { Conflict } from './conflicts';

/** The same base system again, with the defaults taken as they are. It is evaluated anew. */
export const assuming: (base: System) => System = memoOf(({ input }) => {
  const { within, prefix } = input;
  const user = prefix.at(-1);
  const home = within && assuming(within).homeSystems.find(({ input: other }) => other.prefix.at(-1) === user);
  return home ?? new System({ ...input, defaults: new Defaults(true, input.defaults?.whole) }, undefined, undefined);
});

/** Whether the default of an option was of use anywhere in a system. */
export const asksForDefaults = ({ input: { defaults } }: System): boolean => (defaults?.asked.size ?? 0) > 0;

/**
 * What certainly or probably conflicts with the defaults taken as they are, and only possibly without.
 * @param sure what is found without; @param assumed what is found with them.
 */
export function likelyByDefault(
  sure: readonly Conflict[],
  assumed: readonly Conflict[],
  { input: { defaults } }: System,
): readonly Conflict[] {
  const known = new Map(sure.map((conflict) => [keyOf(conflict), conflict]));
  const [asked, ...others] = defaults?.asked ?? [];
  const only = others.length === 0 ? (asked ?? '') : '';
  const doubt = unknown(defaults?.whole.has(only) === true ? 'whole' : 'default', only);
  const more = assumed.flatMap((conflict) => {
    const without = known.get(keyOf(conflict));
    if (conflict.proof === 'possible' || (without !== undefined && without.proof !== 'possible')) return [];
    return [{ ...conflict, proof: 'likely' as const, doubt }];
  });
  const replaced = new Set(more.map(keyOf));
  return [...sure.filter((conflict) => !replaced.has(keyOf(conflict))), ...more];
}

const keyOf = ({ system, path, culprits }: Conflict): string =>
  JSON.stringify([
    system.name,
    path,
    culprits.map(({ entry: { origin } }) => `${origin?.file}:${origin?.key.start}`).sort(),
  ]);
