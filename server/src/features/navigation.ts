// From a place to the definitions of the option or the specialisation that stands there.
import type { PlaceReport } from '../analysis/reports/place-report';
import type { LineOfFile, Location } from '../base/span';

interface Written {
  /** The name. */
  readonly at: Location;
  /** All of the definition. */
  readonly extent: Location;
}

/** The names of all definitions of the option, or of the specialisation, each once, in order of place. */
export const definitionsOfPlace = (reports: readonly PlaceReport[]): readonly Location[] =>
  written(reports).map(({ at }) => at);

/** The definitions that are not at the place itself. */
export const othersOfPlace = (reports: readonly PlaceReport[], from: Location): readonly Location[] =>
  written(reports)
    .filter(({ extent: { file, start, end } }) => file !== from.file || end < from.start || start > from.end)
    .map(({ at }) => at);

/** All that names what stands at a place: where it is defined, and a specialisation also where it is read. */
export function referencesOfPlace(
  reports: readonly PlaceReport[],
  reads: readonly Location[],
  from: Location,
  isWithDeclaration: boolean,
): readonly Location[] {
  const defined = isWithDeclaration ? definitionsOfPlace(reports) : othersOfPlace(reports, from);
  const all = [...defined, ...reads];
  return [...new Map(all.map((place) => [`${place.file}\n${place.start}`, place])).values()];
}

/**
 * Where to go from a place: to the other definitions; where there are none, to the declaration.
 * @param isAlone whether no other server knows where NixOS declares its options
 */
export function targetsOfPlace(
  reports: readonly PlaceReport[],
  from: Location,
  isAlone: boolean,
): readonly (Location | LineOfFile)[] {
  const found = [othersOfPlace(reports, from), declarationsOfPlace(reports, isAlone)].find(({ length }) => length > 0);
  // On the only definition of what is declared nowhere, to itself: an editor then shows the references.
  return found ?? definitionsOfPlace(reports);
}

/** Where the option of a place is declared: in the configuration, or, unless others tell, in the NixOS that is read. */
export function declarationsOfPlace(
  reports: readonly PlaceReport[],
  isAlone: boolean,
): readonly (Location | LineOfFile)[] {
  const all = reports.flatMap(({ option }) => option?.declared ?? []).filter((at) => isAlone || !('line' in at));
  return [...new Map(all.map((at) => [JSON.stringify(at), at])).values()];
}

/** Without what a name of code stands for: where that leads another server knows. */
export const withoutCode = (reports: readonly PlaceReport[]): readonly PlaceReport[] =>
  reports.filter(({ isCode }) => !isCode);

function written(reports: readonly PlaceReport[]): readonly Written[] {
  const options = reports.flatMap(({ option }) => option?.systems ?? []).flatMap(({ definitions }) => definitions);
  const named = options.flatMap(({ location: extent, name }) =>
    extent === undefined || name === undefined ? [] : [{ at: { ...name, file: extent.file }, extent }],
  );
  const specialisations = reports.flatMap(({ specialisation }) => specialisation?.sites ?? []);
  const all = [...named, ...specialisations.map((at) => ({ at, extent: at }))];
  const found = new Map(all.map((each) => [`${each.at.file}\n${each.at.start}`, each]));
  return [...found.values()].sort(({ at: a }, { at: b }) =>
    a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1,
  );
}
