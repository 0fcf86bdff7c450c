// Where the definitions of an option are that Nix complains of: it names the option and the file, never a line.
import type { Location } from '../../base/span';
import type { Origin } from '../../eval/values';
import type { System } from '../../modules/system';
import type { NixProblem, ProblemPlace } from '../../protocol/nix-report';
import type { Analysis } from '../analysis';
import { type DefinitionAt, definitionsTouching, partsOf, WHOLE_FILE } from '../definitions-at';

/** The definitions that a problem's option has in some files, each with how well it fits: 0 is the option itself. */
export interface OptionPlace extends ProblemPlace<Location> {
  readonly misfit: number;
}

/** In each of the files the definition of the option, or the nearest above or below it; where there is none nothing. */
export function optionPlaces(
  analysis: Analysis,
  { option = [], specialisation }: Pick<NixProblem, 'option' | 'specialisation'>,
  files: readonly string[],
): readonly OptionPlace[] {
  return files.flatMap((file) => {
    const found = systemsOf(analysis, specialisation).flatMap((system) => nearestIn(system, option, file));
    return closest(found);
  });
}

/** The system named, with the homes that it configures; every one where there is none of that name. */
function systemsOf({ base, systems }: Analysis, specialisation: string | null): readonly System[] {
  const named = systems.filter(({ name }) => name === specialisation);
  const meant = named.length > 0 ? named : [base];
  return meant.flatMap((system) => [system, ...(system.name === null ? [] : system.homeSystems)]);
}

function nearestIn(system: System, option: readonly string[], file: string): readonly OptionPlace[] {
  const path = within(option, system.input.prefix);
  if (path === undefined) return [];
  const places = definitionsTouching(system, file, WHOLE_FILE).flatMap((at) => placeOf(at, path));
  // Of one option all definitions in the file: one file may define it in several places.
  const best = Math.min(...places.map(({ misfit }) => misfit));
  return places.filter(({ misfit }) => misfit === best);
}

/** The path as the system knows it: a home's options begin below the home. */
function within(option: readonly string[], prefix: readonly string[]): readonly string[] | undefined {
  return prefix.every((segment, i) => option[i] === segment) ? option.slice(prefix.length) : undefined;
}

function placeOf({ path, definition }: DefinitionAt, option: readonly string[]): readonly OptionPlace[] {
  const { origin } = definition.entry;
  const misfit = misfitOf(path, option);
  return origin === undefined || misfit === undefined ? [] : [{ ...placeOfOrigin(origin), misfit }];
}

/** How many steps lie between two paths of which one leads to the other. */
function misfitOf(path: readonly string[], option: readonly string[]): number | undefined {
  const length = Math.min(path.length, option.length);
  for (let i = 0; i < length; i++) if (path[i] !== option[i]) return undefined;
  return Math.abs(path.length - option.length);
}

function placeOfOrigin(origin: Origin): ProblemPlace<Location> {
  const { file, key } = origin;
  const [whole = key] = partsOf(origin);
  return { at: { file, start: key.start, end: key.end }, extent: { file, start: whole.start, end: whole.end } };
}

function closest(places: readonly OptionPlace[]): readonly OptionPlace[] {
  const best = Math.min(...places.map(({ misfit }) => misfit));
  const distinct = new Map(places.filter(({ misfit }) => misfit === best).map((each) => [each.at.start, each]));
  return [...distinct.values()];
}
