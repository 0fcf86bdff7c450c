// The releases of NixOS and Home Manager that a command works with: found, and read unless they are kept from before.
import { parentFolder } from '../eval/paths';
import { corePath } from '../host/reading';
import { ReleaseCache } from '../host/release-cache';
import type { SystemKind } from '../modules/system-options';
import { Sources } from '../project/sources';
import { type Chosen, type Located, locate } from '../release/locate';
import { type Release, type ReleaseSource, readRelease } from '../release/read-release';
import type { ReleasesFor } from '../service/facts';
import { type Arguments, type Environment, textOption, UserError } from './command';

export const CHOSEN_OPTIONS = { nixpkgs: { type: 'string' }, 'home-manager': { type: 'string' } } as const;
export const CHOSEN_HELP: readonly string[] = [
  '--nixpkgs PATH                  the source of NixOS (default: what the flake locks, if it is in the store)',
  '--home-manager PATH             the source of Home Manager, likewise',
];

/** What is there in every release, by the option that names its folder. */
const SIGNS = { nixpkgs: 'nixos/modules/module-list.nix', 'home-manager': 'modules/modules.nix' } as const;

/** The folders that the arguments name; fails where they are none. */
export function chosenIn(args: Pick<Arguments, 'options'>, { disk }: Pick<Environment, 'disk'>): Chosen {
  const folder = (name: keyof typeof SIGNS): string | undefined => {
    const given = textOption(args, name);
    if (given === undefined) return undefined;
    const path = corePath(given);
    if (disk.kind(`${path}/${SIGNS[name]}`) !== 'file') throw new UserError(`--${name}: no ${SIGNS[name]} in ${given}`);
    return path;
  };
  return { nixpkgs: folder('nixpkgs'), homeManager: folder('home-manager') };
}

export class Releases {
  private readonly cache = new ReleaseCache(cacheFolder());
  private readonly known = new Map<string, Release | undefined>();

  constructor(
    private readonly chosen: Chosen,
    private readonly environment: Environment,
  ) {}

  /** Where the release lies that is used in a folder, or in the nearest one above that locks or pins one. */
  locate(folder: string): Located {
    const channels = { nixPath: process.env.NIX_PATH, home: process.env.HOME };
    return locate(rootOf(folder, this.environment), this.environment.disk, this.chosen, channels);
  }

  /** What is read already, now or earlier. */
  readonly kept: ReleasesFor = (folder) => {
    const located = this.locate(folder);
    const found = (kind: SystemKind): Release | undefined => {
      const source = sourceOf(kind, located);
      return source && this.keptOf(source);
    };
    return { nixos: found('nixos'), 'home-manager': found('home-manager') };
  };

  /** Reads what is used in a folder, where that is not kept. */
  async read(folder: string, kinds: readonly SystemKind[] = ['nixos', 'home-manager']): Promise<void> {
    const located = this.locate(folder);
    for (const kind of kinds) {
      const source = sourceOf(kind, located);
      if (source !== undefined && this.keptOf(source) === undefined) await this.readNow(source);
    }
  }

  private keptOf(source: ReleaseSource): Release | undefined {
    const key = keyOf(source);
    if (!this.known.has(key)) this.known.set(key, this.cache.get(source));
    return this.known.get(key);
  }

  private async readNow(source: ReleaseSource): Promise<void> {
    const { disk, installation, err } = this.environment;
    const root = source.homeManager ?? source.nixpkgs;
    err(`nixos-specialisations: reading the options of ${root}; they are kept for the next time`);
    const parser = await installation.parser;
    const files = new Sources(disk, parser);
    const read = readRelease(source, files, parser);
    files.dispose();
    if (read === undefined || 'failed' in read) {
      err(`nixos-specialisations: the options of ${root} cannot be read: ${read?.failed ?? 'stopped'}`);
      return;
    }
    this.known.set(keyOf(source), read);
    this.cache.put(source, read);
  }
}

const keyOf = ({ nixpkgs, homeManager = '' }: ReleaseSource): string => `${nixpkgs}\n${homeManager}`;

/** Home Manager has its library and packages from nixpkgs. */
function sourceOf(kind: SystemKind, { nixpkgs, homeManager }: Located): ReleaseSource | undefined {
  if (nixpkgs === undefined) return undefined;
  if (kind === 'nixos') return { nixpkgs };
  return homeManager === undefined ? undefined : { nixpkgs, homeManager };
}

const ROOTS = ['flake.lock', 'npins/sources.json', 'nix/sources.json'];

/** The folder itself or the nearest above it that says what it is built with. */
function rootOf(folder: string, { disk }: Environment): string {
  for (let at = folder; ; at = parentFolder(at)) {
    if (ROOTS.some((file) => disk.kind(`${at}/${file}`) === 'file')) return at;
    if (parentFolder(at) === at) return folder;
  }
}

/** Where programs of this user keep what they can find out again. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, HOME } = process.env;
  return `${XDG_CACHE_HOME || `${HOME ?? ''}/.cache`}/nixos-specialisations`;
}
