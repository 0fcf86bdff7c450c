// The release that a command works with: found, and read unless it is kept from before.
import { corePath } from '../host/reading';
import { ReleaseCache } from '../host/release-cache';
import { Sources } from '../project/sources';
import { locate } from '../release/locate';
import { type Release, type ReleaseSource, readRelease } from '../release/read-release';
import { type Arguments, type Environment, textOption, UserError } from './command';

export const CHOSEN_OPTIONS = { nixpkgs: { type: 'string' }, 'home-manager': { type: 'string' } } as const;
export const CHOSEN_HELP: readonly string[] = [
  '--nixpkgs PATH                  the source of NixOS (default: that of the flake here, or of this machine)',
  '--home-manager PATH             the source of Home Manager, whose options are then listed',
];

export interface Titled extends Release {
  /** In words. */
  readonly title: string;
}

/** The release that the arguments name, else that of the current folder; the bundled table where there is none. */
export async function releaseFor(args: Arguments, environment: Environment): Promise<Titled> {
  const chosen = {
    nixpkgs: folder(args, 'nixpkgs', environment),
    homeManager: folder(args, 'home-manager', environment),
  };
  const channels = { nixPath: process.env.NIX_PATH, home: process.env.HOME };
  const { nixpkgs, homeManager } = locate(corePath('.'), environment.disk, chosen, channels);
  if (nixpkgs === undefined) {
    if (chosen.homeManager !== undefined) throw new UserError('--home-manager needs a nixpkgs: give --nixpkgs PATH');
    return bundled(environment);
  }
  const source = { nixpkgs, ...(chosen.homeManager !== undefined && { homeManager }) };
  const release = await readOrKept(source, environment);
  const name = source.homeManager === undefined ? 'NixOS' : 'Home Manager';
  return { ...release, title: [name, release.release, `(${release.path})`].filter((word) => word !== '').join(' ') };
}

async function readOrKept(source: ReleaseSource, { disk, installation }: Environment): Promise<Release> {
  const cache = new ReleaseCache(cacheFolder());
  const kept = cache.get(source);
  if (kept !== undefined) return kept;
  const parser = await installation.parser;
  const read = readRelease(source, new Sources(disk, parser), parser);
  if (read === undefined || 'failed' in read)
    throw new UserError(`the options of ${source.homeManager ?? source.nixpkgs} cannot be read: ${read?.failed}`);
  cache.put(source, read);
  return read;
}

function folder(args: Arguments, name: string, { disk }: Environment): string | undefined {
  const given = textOption(args, name);
  if (given === undefined) return undefined;
  const path = corePath(given);
  const sign = name === 'nixpkgs' ? 'nixos/modules/module-list.nix' : 'modules/modules.nix';
  if (disk.kind(`${path}/${sign}`) !== 'file') throw new UserError(`--${name}: no ${sign} in ${given}`);
  return path;
}

function bundled({ installation }: Environment): Titled {
  const table = installation.readData('nixos-options.txt');
  if (table === undefined) throw new UserError('nixos-options.txt is missing: the program is not installed completely');
  return { path: '', release: '', table, size: 0, title: 'the bundled table' };
}

/** Where programs of this user keep what they can find out again. */
const cacheFolder = (): string => {
  const { XDG_CACHE_HOME, HOME } = process.env;
  return `${XDG_CACHE_HOME || `${HOME ?? ''}/.cache`}/nixos-specialisations`;
};
