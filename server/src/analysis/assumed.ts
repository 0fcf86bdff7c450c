// What follows where options that nobody sets are what they are by default: likely, since NixOS's own modules, which
// are not seen, may set them.
import { memoOf } from '../base/memo';
import { force } from '../eval/thunk';
import { unknown } from '../eval/values';
import { Defaults } from '../modules/defaults';
import type { Merged } from '../modules/merge/outcome';
import { System } from '../modules/system';
import type { Conflict } from './conflicts';
import { homesConfiguredBy, isAdded } from './homes';
import { enteredSets, mergePoints, OWN_SYSTEMS } from './merge-points';

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
 * Whether defaults may decide anything where definitions meet, in a base system or its specialisations: something there
 * is not known.
 */
export const mayMeetByDefault = (base: System): boolean =>
  asksForDefaults(base) &&
  [base, ...base.specialised].some((system) => [system, ...homesConfiguredBy(system)].some(isUndecided));

function isUndecided(system: System): boolean {
  const { evaluation, entry, base } = system;
  return (
    entry?.doubt !== undefined ||
    entry?.inheritParentConfig === null ||
    evaluation.collection.opaque.length > 0 ||
    evaluation.allOpenings((raws) => base !== undefined && !raws.some(isAdded)).length > 0 ||
    OWN_SYSTEMS.some((path) => isUndecidedAt(evaluation.merged(path))) ||
    [...enteredSets(system), ...mergePoints(system)].some(isUndecidedAt)
  );
}

const isUndecidedAt = ({ possible, unseen, outcome, winners }: Merged): boolean =>
  possible.length > 0 ||
  unseen.length > 0 ||
  outcome.kind === 'unknown' ||
  winners.some(({ slot }) => ['unknown', 'choice'].includes(force(slot).kind));

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
