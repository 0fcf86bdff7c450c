// Where what a specialisation configures is added to: the file that it is written in, where it has one, or in place.

import { filesOfRefs } from '../../analysis/reports/module-imports';
import type { FileEdit } from '../../base/text-edit';
import { writtenNames } from '../../edits/names';
import { type Around, addArguments } from '../../edits/reach';
import type { SpecialisationEntry } from '../../modules/specialisation-entries';
import { writtenIn } from '../../modules/written';
import {
  configuredTogether,
  placeInConfiguration,
  placeInFile,
  type SettingsPlace,
} from '../../rules/fixes/add-binding';
import { type AttrBinding, type AttrName, type Expr, stripParens } from '../../syntax/ast';
import { fileAt, fileNamed, isAlone, isFile } from './named-file';
import { type Alone, MOST_OFFERED, type Selected } from './refactor';

/** A place, and the module that it is in. */
export interface NamedPlace extends Pick<SettingsPlace, 'file' | 'start'> {
  readonly module: Around['module'];
}

export interface ConfigurationPlace extends SettingsPlace, NamedPlace {
  readonly alone?: Alone;
  /** The specialisations that are configured there, the one that was asked about among them. */
  readonly names: readonly string[];
}

type Known = Pick<Selected, 'analysis' | 'sources'>;

export function configurationPlace(entry: SpecialisationEntry, known: Known): ConfigurationPlace | undefined {
  const found = configurationTargets(known, ({ name }) => name === entry.name, 'some');
  return found[0];
}

/**
 * Where specialisations are configured, each place once: what is written there is written for all of them. As many as
 * are offered. @param isMeant of which all, or some, of a place are
 */
export function configurationTargets(
  known: Known,
  isMeant: (entry: SpecialisationEntry) => boolean,
  which: 'every' | 'some' = 'every',
): readonly ConfigurationPlace[] {
  const { analysis, sources } = known;
  const found: ConfigurationPlace[] = [];
  for (const entries of configuredTogether(analysis.base, sources)) {
    if (found.length === MOST_OFFERED) break;
    const place = entries[which](isMeant) ? placeOf(entries[0], known) : undefined;
    if (place !== undefined) found.push({ ...place, names: entries.map(({ name }) => name) });
  }
  return found;
}

function placeOf(entry: SpecialisationEntry, known: Known): Omit<ConfigurationPlace, 'names'> | undefined {
  const { sources } = known;
  const alone = ownFile(entry, known);
  const [inFile, tree] = alone ? [placeInFile(alone.file, sources), sources.parse(alone.file)] : [];
  if (alone !== undefined && inFile !== undefined && tree !== undefined)
    return { ...inFile, alone, module: moduleThatIs(tree.root) };
  const place = placeInConfiguration(entry, sources);
  return place && { ...place, module: moduleIn(place.file, entry) };
}

export interface OwnFile extends Alone {
  /** Where it is named. */
  readonly at: Expr;
}

/** The file that says all that a specialisation adds, where nothing else of the analysis takes it in. */
export function ownFile(entry: SpecialisationEntry, { analysis, sources }: Known): OwnFile | undefined {
  const [definition, ...others] = entry.configuration.definitions;
  const origin = definition?.entry.origin;
  const [written, ...more] = (origin && writtenNames(origin, 'configuration', sources)) ?? [];
  if (written === undefined || others.length > 0 || more.length > 0) return undefined;
  const { file: importedBy, binding, step } = written;
  const at = soleFile(binding, step);
  const file = at && fileAt(at, importedBy, analysis);
  if (at === undefined || file === undefined) return undefined;
  const takenIn = analysis.systems
    .flatMap((system) => [system, ...system.homeSystems])
    .flatMap((system) => filesOfRefs(system).filter((ref) => ref.to === file && ref.from !== file));
  return takenIn.length === 1 ? { file, importedBy, at } : undefined;
}

/** Of `configuration = ./x.nix;`, `configuration.imports = [ ./x.nix ];` and their like. */
function soleFile({ path, value }: AttrBinding, step: AttrName): Expr | undefined {
  const [first, ...others] = path.slice(path.indexOf(step) + 1);
  if (first === undefined) return isAlone(value) ? fileNamed(value, value.start) : undefined;
  const list = stripParens(value);
  const isOne = first.kind === 'static' && first.name === 'imports' && others.length === 0 && list.kind === 'list';
  const [item] = isOne && list.items.length === 1 ? list.items : [];
  return item && isFile(stripParens(item)) ? item : undefined;
}

/** The module of the base that a specialisation is written in. */
export function moduleIn(file: string, { configuration }: SpecialisationEntry): Around['module'] {
  const [found] = configuration.definitions.flatMap(({ module }) => writtenIn(module, file) ?? []);
  return found ?? { head: undefined, wholeFile: false };
}

function moduleThatIs(root: Expr): Around['module'] {
  const module = stripParens(root);
  return { head: module.kind === 'lambda' ? module : undefined, wholeFile: true };
}

/** What a module has to take so that it has more arguments at a place. */
export function bringIn(
  names: readonly string[],
  { file, start, module }: NamedPlace,
  sources: Selected['sources'],
): readonly FileEdit[] | undefined {
  if (names.length === 0) return [];
  const [tree, text] = [sources.parse(file), sources.read(file)];
  const edits = tree && text !== undefined ? addArguments(names, { text, tree, offset: start, module }) : undefined;
  return edits?.map((edit) => ({ file, ...edit }));
}
