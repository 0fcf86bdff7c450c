// Where findings stand, and how they name the specialisations they are about.

import type { Analysis } from '../../analysis/analysis';
import { groupBy, type NonEmpty } from '../../base/group-by';
import type { Location } from '../../base/span';
import type { Origin } from '../../eval/values';
import type { Definition } from '../../modules/definition';
import type { System } from '../../modules/system';
import { dotted } from '../../syntax/print';

/** Where the last step of an attribute's name is written. */
export function namePlace(origin: Origin): Location {
  const { start, end } = origin.name ?? origin.key;
  return { file: origin.file, start, end };
}

/** Where an attribute's whole path is written. */
export function keyPlace({ file, key }: Origin): Location {
  return { file, start: key.start, end: key.end };
}

/** The name a definition is written under; where only an element of a merge is known, its expression. */
export function locationOf({ entry: { origin } }: Definition): Location | undefined {
  return origin && keyPlace(origin);
}

/**
 * An option's name as a message gives it: with the old name before it where that is what stands in the file. @param
 * place where a definition is written.
 */
export function nameAsWritten(option: string, place: Location | undefined, system: System | undefined): string {
  const old = [...(system?.evaluation.oldNames.values() ?? [])].find(({ raws }) =>
    raws.some(
      ({ entry: { origin } }) =>
        origin !== undefined && origin.file === place?.file && origin.key.start === place.start,
    ),
  );
  return old === undefined ? `\`${option}\`` : `\`${dotted(old.path)}\` (now \`${option}\`)`;
}

/**
 * Whether two definitions are one text, as of a function that is called twice: whatever is done
 * to one of them is done to both.
 */
export function isSamePlace({ entry: { origin: a } }: Definition, { entry: { origin: b } }: Definition): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.file === b.file &&
    a.value.start === b.value.start &&
    a.value.end === b.value.end
  );
}

export interface AtPlace<T> {
  readonly place: Location;
  readonly items: NonEmpty<T>;
}

/**
 * Things that stand at the same place together, in the order in which the places were first met;
 * without a place they are left out.
 */
export function byPlace<T>(items: readonly T[], placeOf: (item: T) => Location | undefined): readonly AtPlace<T>[] {
  const placed = items.flatMap((item) => {
    const place = placeOf(item);
    return place === undefined ? [] : [{ place, item }];
  });
  const groups = groupBy(placed, ({ place }) => `${place.file}:${place.start}:${place.end}`);
  return [...groups.values()].map(([first, ...more]) => ({
    place: first.place,
    items: [first.item, ...more.map(({ item }) => item)],
  }));
}

/** Each name once, in order. */
export const distinctNames = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** More names are not read: a configuration may generate dozens. */
const MOST_NAMES = 4;

/** `specialisation `a`` or `specialisations `a`, `b``. */
export function theSpecialisations(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const shown = (more > 1 ? names.slice(0, MOST_NAMES) : names).map((name) => (name === '' ? '`""`' : `\`${name}\``));
  const list = `${shown.join(', ')}${more > 1 ? ` and ${more} more` : ''}`;
  return names.length === 1 ? `specialisation ${list}` : `specialisations ${list}`;
}

/** What specialisations start from, in the words of a system or of a home. */
export const theBase = ({ base }: Pick<Analysis, 'base'>): string =>
  base.input.kind === 'nixos' ? 'the base system' : 'the base home configuration';

/** All of it: what does not evaluate where something is wrong in the base. A home in a system takes that along. */
export const theWhole = ({ base: { input } }: Pick<Analysis, 'base'>): string =>
  input.kind === 'nixos' || input.prefix.length > 0 ? 'the system' : 'the home configuration';

/** As a sentence begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `specialisation.a` as an option path; `specialisation.<name>` where there are several. */
export function entryPath(names: readonly string[], ...rest: readonly string[]): string {
  const [only] = names;
  if (only !== undefined && names.length === 1) return dotted(['specialisation', only, ...rest]);
  return ['specialisation', '<name>', ...rest.map((step) => dotted([step]))].join('.');
}

/** The one a finding is about, when it is about one. */
export const soleName = (names: readonly string[]): string | null => (names.length === 1 ? (names[0] ?? null) : null);

/** The same for what is found in several systems; null when the base is one of them. */
export function soleSpecialisation(found: readonly { readonly system: Pick<System, 'name'> }[]): string | null {
  const [name, ...others] = new Set(found.map(({ system }) => system.name));
  return others.length === 0 ? (name ?? null) : null;
}

/**
 * What becomes of the systems in which something is wrong: `the system does not evaluate`,
 * `specialisation `a` does not evaluate`.
 */
export function willNotEvaluate(
  found: readonly { readonly system: Pick<System, 'name'> }[],
  analysis: Analysis,
  isCertain: boolean,
): string {
  const names = [...new Set(found.map(({ system }) => system.name))];
  const specialisations = names.filter((name) => name !== null);
  const whole = specialisations.length < names.length ? theWhole(analysis) : theSpecialisations(specialisations);
  const isOne = specialisations.length < names.length || specialisations.length === 1;
  return `${whole} ${isCertain ? (isOne ? 'does not' : 'do not') : 'may not'} evaluate`;
}

/** Longer lists are cut: the places of the definitions are there to follow. */
const MOST = 5;

/** Values or names in a message, in backticks. */
export function inShort(what: readonly string[]): string {
  const shown = what
    .slice(0, MOST)
    .map((text) => `\`${text}\``)
    .join(', ');
  return what.length > MOST ? `${shown} and ${what.length - MOST} more` : shown;
}
