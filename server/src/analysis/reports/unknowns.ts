// What the analysis of systems could not know, and how often: what to teach the evaluator
// next, or to write more plainly.

import type { Location } from '../../base/span';
import type { UnknownValue } from '../../eval/values';
import { mergedValue } from '../../modules/merge/merged-value';
import type { System } from '../../modules/system';
import type { Analysis } from '../analysis';
import { assuming } from '../assumed';
import { type Explained, explain } from '../explain';
import { isKnown } from './coverage';
import { placeOf, type Reason, reasonOf } from './explanation';

/**
 * What was not known because of it: a module, the names of specialisations, whether a definition counts, which
 * options a set defines, a value.
 */
export type UnknownWhat = 'import' | 'specialisation' | 'condition' | 'options' | 'value';

export interface UnknownSummary {
  readonly what: UnknownWhat;
  readonly code: string;
  readonly detail: string;
  /** In how many places; what several systems share counts once. */
  readonly count: number;
  /** The first of the places. */
  readonly example: Location | undefined;
}

/** One thing that was not known. */
export interface UnknownMet {
  readonly what: UnknownWhat;
  readonly reason: Reason;
  readonly place: Location | undefined;
  /** Where no place is known: what else tells two of them apart. */
  readonly about: string;
}

/** What is likely, because it is so by default, is not unknown. */
export function unknownsOf(analysis: Analysis): readonly UnknownMet[] {
  const base = assuming(analysis.base);
  return [base, ...base.specialised].flatMap((system) => [
    ...unseenModules(system),
    ...unseenNames(system),
    ...system.evaluation.allOpenings().map(({ reason }) => met('options', reason, undefined, reason.detail)),
    ...explain(system).flatMap(inOption),
  ]);
}

function unseenModules({ evaluation }: System): readonly UnknownMet[] {
  return evaluation.collection.opaque.map(({ name, reason }) => met('import', reason, undefined, name));
}

/** Specialisations whose name, or existence, is not known. */
function unseenNames({ evaluation, specialisations, base }: System): readonly UnknownMet[] {
  if (base !== undefined) return [];
  const open = evaluation.level(['specialisation']).openings.map(({ reason }) => reason);
  const doubts = specialisations.flatMap(({ doubt }) => (doubt === undefined ? [] : [doubt]));
  return [...open, ...doubts].map((reason) => met('specialisation', reason, undefined, reason.detail));
}

function inOption({ option, verdict, merged }: Explained): readonly UnknownMet[] {
  const place = merged.winners.map(placeOf).find((found) => found !== undefined);
  const found = merged.definitions.flatMap((definition) =>
    definition.doubt === undefined ? [] : [met('condition', definition.doubt, placeOf(definition), option)],
  );
  for (const reason of merged.unseen) found.push(met('options', reason, undefined, reason.detail));
  const isNews = merged.possible.length === 0 && merged.unseen.length === 0;
  if (verdict.verdict === 'unknown' && isNews) found.push(met('value', verdict.reason, place, option));
  // A value without JSON may be known all the same: a path, a package, a text with the path of one.
  if (verdict.verdict === 'ok' && 'unknown' in verdict.json && !isKnown(mergedValue(merged)))
    found.push(met('value', verdict.json.unknown, place, option));
  return found;
}

/** The place is where a definition stands, or else where the reason arose. */
function met(what: UnknownWhat, unknown: UnknownValue, place: Location | undefined, about: string): UnknownMet {
  const reason = reasonOf(unknown);
  return { what, reason, place: place ?? reason.at, about };
}

const isBefore = (a: Location, b: Location): boolean => (a.file === b.file ? a.start < b.start : a.file < b.file);

/** The most frequent first; of equal frequency in order of name. */
export function summariseUnknowns(all: readonly UnknownMet[]): readonly UnknownSummary[] {
  const groups = new Map<
    string,
    { readonly first: UnknownMet; readonly places: Set<string>; example: Location | undefined }
  >();
  for (const one of all) {
    const { what, reason, place, about } = one;
    const key = [what, reason.code, reason.detail].join('\n');
    const group = groups.get(key) ?? { first: one, places: new Set<string>(), example: undefined };
    group.places.add(place === undefined ? about : `${place.file}:${place.start}`);
    if (place !== undefined && (group.example === undefined || isBefore(place, group.example))) group.example = place;
    groups.set(key, group);
  }
  return [...groups]
    .sort(([a, { places }], [b, { places: others }]) => others.size - places.size || (a < b ? -1 : 1))
    .map(([, { first, places, example }]) => ({
      what: first.what,
      code: first.reason.code,
      detail: first.reason.detail,
      count: places.size,
      example,
    }));
}
