// Which module of which system a place of a file belongs to, and where among its options the place stands.
import type { Span } from '../base/span';
import { type SettingsAt, settingsAt } from '../lexical/settings-at';
import type { Module } from '../modules/definition';
import type { System } from '../modules/system';
import type { Expr } from '../syntax/ast';
import type { SourceTexts } from '../syntax/source-texts';
import type { Analysis } from './analysis';

export interface ModulePlace extends SettingsAt {
  /** The system that the place configures: a specialisation in its own block, a home in its. */
  readonly system: System;
  /** The path from the root of that system. */
  readonly path: readonly string[];
  readonly module: Module;
}

/** Undefined where a place is in no module of the analysis, or not among its settings. */
export function moduleAt(
  analysis: Analysis,
  file: string,
  offset: number,
  sources: SourceTexts,
): ModulePlace | undefined {
  const text = sources.read(file);
  const nearest = moduleAround(analysis, file, offset, sources);
  const settings = nearest && text !== undefined ? settingsAt(nearest.root, offset, text) : undefined;
  if (nearest === undefined || settings === undefined) return undefined;
  const inside = systemInside(nearest.system, settings.path);
  const above = settings.path.length - inside.path.length;
  return { ...settings, module: nearest.module, ...inside, others: settings.others.map((path) => path.slice(above)) };
}

/** A module that is written around a place. */
export interface ModuleAround {
  readonly system: System;
  readonly module: Module;
  /** Its function, or the set that it is. */
  readonly root: Expr;
}

/** The innermost; of those equally near the base's comes first. */
export function moduleAround(
  analysis: Analysis,
  file: string,
  offset: number,
  sources: SourceTexts,
): ModuleAround | undefined {
  const tree = sources.parse(file);
  if (tree === undefined) return undefined;
  const modules = analysis.systems.flatMap((system) =>
    [system, ...system.homeSystems].flatMap((each) => modulesAround(each, file, offset, tree.root)),
  );
  return modules.sort((a, b) => length(a.root) - length(b.root))[0];
}

function modulesAround(system: System, file: string, offset: number, whole: Expr): readonly ModuleAround[] {
  return system.evaluation.collection.modules.flatMap((module) => {
    const root = rootIn(module, file, whole);
    return root !== undefined && root.start <= offset && offset <= root.end ? [{ system, module, root }] : [];
  });
}

/** Where a value in another module begins that is no set of its own, only the path in that one tells. */
function rootIn(module: Module, file: string, whole: Expr): Expr | undefined {
  const { isValue, valueSet, head, inline, wholeFile, elsewhere } = module;
  if (elsewhere?.file === file) return elsewhere.isOwn ? (elsewhere.head ?? whole) : undefined;
  if (module.file !== file) return undefined;
  return isValue ? valueSet : (head ?? inline ?? (wholeFile ? whole : undefined));
}

const length = ({ start, end }: Span): number => end - start;

/** Into the systems that stand inside of one another, specialisations and homes. @param path as written in a module */
export function systemInside(system: System, path: readonly string[]): Pick<ModulePlace, 'system' | 'path'> {
  const [first, second, third] = path;
  if (first === 'config') return systemInside(system, path.slice(1));
  if (first === 'specialisation' && third === 'configuration') {
    const named = system.specialised.find(({ name }) => name === second);
    // One that nothing stands in yet is what the base is.
    if (named !== undefined) return systemInside(named, path.slice(3));
  }
  if (first === 'home-manager' && second === 'users' && third !== undefined) {
    const home = system.homeSystems.find(({ input }) => input.prefix.at(-1) === third);
    if (home !== undefined) return systemInside(home, path.slice(3));
  }
  return { system, path };
}
