// Which machine a command is about: this one, or another whose root lies in a folder.
import { corePath, kindAt, realPath } from '../../host/reading';
import { otherSurroundings, type Surroundings, theseSurroundings, userName } from '../../run/machine/detect';
import { type Arguments, textOption, UserError } from '../command';

export const MACHINE_OPTIONS = { 'system-root': { type: 'string' }, user: { type: 'string' } } as const;
export const MACHINE_HELP = [
  '--system-root DIR               look at another machine, whose root is DIR',
  '--user NAME                     of that machine (default: who runs this)',
];

/** Reads `--system-root` and `--user`. */
export async function surroundingsOf(args: Arguments): Promise<Surroundings> {
  const given = textOption(args, 'system-root');
  const user = textOption(args, 'user');
  if (given === undefined) {
    if (user !== undefined) throw new UserError('--user needs --system-root');
    return theseSurroundings([]);
  }
  const folder = realPath(given);
  if (folder === undefined || kindAt(folder) !== 'directory') throw new UserError(`no such folder: ${given}`);
  if (user !== undefined && !/^[A-Za-z0-9_][\w.-]*$/.test(user)) throw new UserError(`no name of a user: ${user}`);
  return otherSurroundings(folder, user ?? userName());
}

/** Where PATH is: below the root of another machine its links lead where they lead on that machine. */
export async function locatedPath(path: string, { root }: Surroundings): Promise<string> {
  const here = corePath(path);
  const there = root.named(here);
  if (root.isThisMachine || there === here) return path;
  const real = await root.realPath(there);
  return real === undefined ? path : root.place(real);
}
