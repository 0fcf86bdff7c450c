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
  const { head, inline } = nearest.module;
  const module = { ...nearest.module, head: head && now(file, head), inline: inline && now(file, inline) };
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
    [system, ...system.homeSystems].flatMap((each) =>
      // Where a value in another module begins, only the path in that one tells.
      each.evaluation.collection.modules.flatMap((module) => {
        if (module.file !== file || module.isValue) return [];
        const written = module.head ?? module.inline;
        const root = written === undefined ? (module.wholeFile ? tree.root : undefined) : now(file, written);
        return root !== undefined && touches(root, offset) ? [{ system: each, module, root }] : [];
      }),
    ),
  );
  return modules.sort((a, b) => length(a.root) - length(b.root))[0];
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
