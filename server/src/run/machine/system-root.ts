// The files of a machine: of this one, or of another whose root lies in some folder. Paths are those that the machine
// itself knows, unless they are to be used here; its absolute links lead below its own root, and nowhere else.
import { constants } from 'node:fs';
import { access, lstat, open, readdir, readlink } from 'node:fs/promises';
import { isAbsolute, join, posix, relative, resolve } from 'node:path';

/** Links that lead on to links: more are a circle. */
const MOST_LINKS = 64;
/** Bytes of a file that are read: all that is looked at here is short. */
const LONGEST_FILE = 4 * 1024 * 1024;

export interface SystemRoot {
  /** Whether it is the machine that this program runs on. */
  readonly isThisMachine: boolean;
  /** Where a path leads, all links followed; undefined where nothing is there. */
  realPath(path: string): Promise<string | undefined>;
  /** The same of a link whose target is gone: where it would lead; undefined where there is no such link. */
  leadsTo(path: string): Promise<string | undefined>;
  /** The text of a file, or undefined. */
  text(path: string): Promise<string | undefined>;
  /** The first bytes of a file, one character for each; empty where there is none. */
  head(path: string, bytes: number): Promise<string>;
  /** The names in a folder; none where there is no folder. */
  list(path: string): Promise<readonly string[]>;
  exists(path: string): Promise<boolean>;
  isExecutable(path: string): Promise<boolean>;
  isWritable(path: string): Promise<boolean>;
  /** When the link itself was made. */
  linkTime(path: string): Promise<Date | undefined>;
  /** Where a path of the machine lies here, links not followed. */
  place(path: string): string;
  /** A path of the machine as commands name it. */
  shown(path: string): string;
  /** A path of this machine as the other one names it: one below its root without the root, any other as it is. */
  named(path: string): string;
}

/**
 * The machine whose root is this folder; `/` is this machine. `names`: whether its paths are named as it names them
 * itself, or so that they can be used here, for a machine that is made up in a folder.
 */
export function systemRoot(folder = '/', names: 'own' | 'here' = 'own'): SystemRoot {
  const root = resolve(folder);
  const inward = (path: string): string => (names === 'here' ? namedBelow(root, path) : path);
  const place = (path: string): string => join(root, inward(path));
  const shown = (path: string): string => (names === 'here' ? place(path) : path);
  const realPath = async (path: string): Promise<string | undefined> => {
    const real = await follow(inward(path), place);
    return real === undefined ? undefined : shown(real);
  };
  const leadsTo = async (path: string): Promise<string | undefined> => {
    const folder = await follow(posix.dirname(inward(path)), place);
    const link = folder === undefined ? undefined : posix.join(folder, posix.basename(path));
    if (link === undefined || (await linkAt(join(root, link))) === undefined) return undefined;
    const end = await follow(link, place, 'beyond');
    return end === undefined ? undefined : shown(end);
  };

  const at = async <T>(path: string, use: (place: string) => Promise<T>, otherwise: T): Promise<T> => {
    const real = await realPath(path);
    return real === undefined ? otherwise : use(place(real)).catch(() => otherwise);
  };
  const may = (path: string, mode: number): Promise<boolean> =>
    at(path, (real) => access(real, mode).then(() => true), false);

  return {
    isThisMachine: root === '/',
    realPath,
    leadsTo,
    text: (path) => at<string | undefined>(path, (real) => readStart(real, LONGEST_FILE, 'utf8'), undefined),
    head: (path, bytes) => at(path, (real) => readStart(real, bytes, 'latin1'), ''),
    list: (path) => at<readonly string[]>(path, readdir, []),
    exists: (path) => may(path, constants.F_OK),
    isExecutable: (path) => may(path, constants.X_OK),
    isWritable: (path) => may(path, constants.W_OK),
    linkTime: (path) => linkTime(path, realPath, place),
    place,
    shown,
    named: (path) => (names === 'here' ? resolve(path) : namedBelow(root, path)),
  };
}

/**
 * Follows a path component by component, so that no link leads out of the root. `missing`: whether it ends where
 * nothing is there, or goes on by its words.
 */
async function follow(
  path: string,
  place: (path: string) => string,
  missing: 'end' | 'beyond' = 'end',
): Promise<string | undefined> {
  const pending = parts(path);
  let done = '/';
  let links = 0;
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const here = posix.join(done, next);
    if (next === '..') {
      done = here;
      continue;
    }
    const target = await linkAt(place(here));
    if (target === undefined) return missing === 'end' ? undefined : posix.join(here, ...pending);
    if (target === NO_LINK) {
      done = here;
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) return undefined;
    pending.unshift(...parts(target));
    if (isAbsolute(target)) done = '/';
  }
  return done;
}

/** What `linkAt` says of something that is there and no link; no link has this target. */
const NO_LINK = '';

async function linkAt(place: string): Promise<string | undefined> {
  try {
    return (await lstat(place)).isSymbolicLink() ? await readlink(place) : NO_LINK;
  } catch {
    return undefined;
  }
}

const parts = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

async function linkTime(
  path: string,
  realPath: SystemRoot['realPath'],
  place: (path: string) => string,
): Promise<Date | undefined> {
  const folder = await realPath(posix.dirname(path));
  if (folder === undefined) return undefined;
  return lstat(place(posix.join(folder, posix.basename(path)))).then(
    ({ mtime }) => mtime,
    () => undefined,
  );
}

async function readStart(path: string, longest: number, encoding: 'utf8' | 'latin1'): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw new Error('not a file');
    const chunks: Buffer[] = [];
    for (let left = longest; left > 0; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(left, 65_536)));
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      left -= bytesRead;
    }
    return Buffer.concat(chunks).toString(encoding);
  } finally {
    await file.close();
  }
}

function namedBelow(root: string, path: string): string {
  const below = relative(root, resolve(path));
  if (below === '') return '/';
  return below.startsWith('..') && /^\.\.(?:\/|$)/.test(below) ? resolve(path) : join('/', below);
}
