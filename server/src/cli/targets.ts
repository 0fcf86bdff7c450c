// Several PATHs at once, and where their files belong.
import { corePath, realPath } from '../host/reading';
import type { Arguments, Environment } from './command';
import { type Target, targetOf } from './target';

/** All positional arguments as targets; without one, the current folder. */
export function targetsOf({ positionals, options }: Arguments, environment: Environment): readonly Target[] {
  const given = positionals.length === 0 ? ['.'] : [...new Set(positionals)];
  return given.map((path) => targetOf({ positionals: [path], options }, environment));
}

/** The targets of each folder. */
export function byFolder(targets: readonly Target[]): readonly (readonly [Target, ...Target[]])[] {
  const groups = new Map<string, [Target, ...Target[]]>();
  for (const target of targets) {
    const group = groups.get(target.base);
    if (group === undefined) groups.set(target.base, [target]);
    else group.push(target);
  }
  return [...groups.values()];
}

/**
 * The folder that problems are known by paths in: the repository around a folder, wherever in it a check is started.
 */
export function projectFolder(folder: string): string {
  for (let at = folder; at !== ''; at = at.slice(0, at.lastIndexOf('/')))
    if (['.git', '.jj', '.hg'].some((name) => realPath(`${at}/${name}`) !== undefined)) return at;
  return folder;
}

/** The folder that the program was started in. */
export const currentFolder = (): string => corePath('.');
