// Where findings stand, and how they name the specialisations they are about.

import type { Analysis } from '../../analysis/analysis';
import { groupBy, type NonEmpty } from '../../base/group-by';
import type { Location } from '../../base/span';
import type { Origin } from '../../eval/values';
import type { Definition } from '../../modules/definition';
import type { System } from '../../modules/system';
import { l10n } from '../../protocol/l10n';
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
  return old === undefined ? `\`${option}\`` : l10n.t('`{0}` (now `{1}`)', dotted(old.path), option);
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

/** Names of specialisations, in a sentence. */
export function inRow(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const shown = (more > 1 ? names.slice(0, MOST_NAMES) : names).map((name) => (name === '' ? '`""`' : `\`${name}\``));
  return more > 1 ? l10n.t('{0} and {1} more', shown.join(', '), more) : shown.join(', ');
}

/** `specialisation `a`` or `specialisations `a`, `b``. */
export const theSpecialisations = (names: readonly string[]): string =>
  names.length === 1 ? l10n.t('specialisation {0}', inRow(names)) : l10n.t('specialisations {0}', inRow(names));

/** The same behind `in`: other languages have cases. */
export const inSpecialisations = (names: readonly string[]): string =>
  names.length === 1 ? l10n.t('in specialisation {0}', inRow(names)) : l10n.t('in specialisations {0}', inRow(names));

/** Whose something is. */
export const ofSpecialisations = (names: readonly string[]): string =>
  names.length === 1 ? l10n.t('of specialisation {0}', inRow(names)) : l10n.t('of specialisations {0}', inRow(names));

type OfBase = Pick<Analysis, 'base'>;

const isSystem = ({ base }: OfBase): boolean => base.input.kind === 'nixos';

/** What specialisations start from, in the words of a system or of a home. */
export const theBase = (of: OfBase): string =>
  withoutCapital(isSystem(of) ? l10n.t('The base system') : l10n.t('The base home configuration'));

/** Whose it is, before a noun in English. */
export const theBases = (of: OfBase): string =>
  isSystem(of) ? l10n.t("the base system's") : l10n.t("the base home configuration's");

export const ofTheBase = (of: OfBase): string =>
  isSystem(of) ? l10n.t('of the base system') : l10n.t('of the base home configuration');

export const inTheBase = (of: OfBase): string =>
  isSystem(of) ? l10n.t('in the base system') : l10n.t('in the base home configuration');

/** As it stands within a sentence, with its article. */
const withoutCapital = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

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

/** Longer lists are cut: the places of the definitions are there to follow. */
const MOST = 5;

/** Values or names in a message, in backticks. */
export function inShort(what: readonly string[]): string {
  const shown = what
    .slice(0, MOST)
    .map((text) => `\`${text}\``)
    .join(', ');
  return what.length > MOST ? l10n.t('{0} and {1} more', shown, what.length - MOST) : shown;
}
