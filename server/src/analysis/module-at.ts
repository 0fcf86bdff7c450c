// Which module of which system a place of a file belongs to, and where among its options the place stands.
import { type Span, touches } from '../base/span';
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

/** What stands for an expression that was analysed in the tree of now. */
export type NodeNow = <T extends Expr>(file: string, node: T) => T | undefined;

const AS_IT_WAS: NodeNow = (_file, node) => node;

/**
 * Undefined where a place is in no module of the analysis, or not among its settings.
 * @param now where the texts are others by now than those that were analysed
 */
export function moduleAt(
  analysis: Analysis,
  file: string,
  offset: number,
  sources: SourceTexts,
  now: NodeNow = AS_IT_WAS,
): ModulePlace | undefined {
  const text = sources.read(file);
  const nearest = moduleAround(analysis, file, offset, sources, now);
  const settings = nearest && text !== undefined ? settingsAt(nearest.root, offset, text) : undefined;
  if (nearest === undefined || settings === undefined) return undefined;
  const inside = systemInside(nearest.system, settings.path);
  const above = settings.path.length - inside.path.length;
  const module = moduleNow(nearest.module, file, now);
  return { ...settings, module, ...inside, others: settings.others.map((path) => path.slice(above)) };
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
  now: NodeNow = AS_IT_WAS,
): ModuleAround | undefined {
  const tree = sources.parse(file);
  if (tree === undefined) return undefined;
  const modules = analysis.systems.flatMap((system) =>
    [system, ...system.homeSystems].flatMap((each) => modulesAround(each, file, offset, { whole: tree.root, now })),
  );
  return modules.sort((a, b) => length(a.root) - length(b.root))[0];
}

interface TreeNow {
  readonly whole: Expr;
  readonly now: NodeNow;
}

function modulesAround(system: System, file: string, offset: number, tree: TreeNow): readonly ModuleAround[] {
  return system.evaluation.collection.modules.flatMap((module) => {
    const root = rootIn(module, file, tree);
    return root !== undefined && touches(root, offset) ? [{ system, module, root }] : [];
  });
}

/** Where a value in another module begins that is no set of its own, only the path in that one tells. */
function rootIn(module: Module, file: string, { whole, now }: TreeNow): Expr | undefined {
  const { isValue, valueSet, head, inline, wholeFile, elsewhere } = module;
  if (elsewhere?.file === file) {
    if (!elsewhere.isOwn) return undefined;
    return elsewhere.head === undefined ? whole : now(file, elsewhere.head);
  }
  if (module.file !== file) return undefined;
  const written = isValue ? valueSet : (head ?? inline);
  if (written !== undefined) return now(file, written);
  return !isValue && wholeFile ? whole : undefined;
}

/** A module with what it has written in a file as that stands now. */
function moduleNow(module: Module, file: string, now: NodeNow): Module {
  const { head, inline, valueSet, elsewhere } = module;
  const there =
    elsewhere?.file === file && elsewhere.head ? { ...elsewhere, head: now(file, elsewhere.head) } : elsewhere;
  if (module.file !== file) return { ...module, elsewhere: there };
  return {
    ...module,
    head: head && now(file, head),
    inline: inline && now(file, inline),
    valueSet: valueSet && now(file, valueSet),
    elsewhere: there,
  };
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
