// The releases of NixOS and Home Manager that a command works with: found, and read unless they are kept from before.
import type { SystemSummary } from '../analysis/reports/summary';
import { memoOf } from '../base/memo';
import { cacheFolder } from '../host/cache-folder';
import { corePath } from '../host/reading';
import { ReleaseCache } from '../host/release-cache';
import type { SystemKind } from '../modules/system-options';
import type { MadeOf } from '../project/entry-point';
import { Sources } from '../project/sources';
import { type Chosen, SIGN } from '../release/locate';
import { type ReleaseSource, readRelease } from '../release/read-release';
import { folderBuilt } from '../service/facts';
import type { Note } from '../service/notes';
import { Releases as FoundReleases, keyOf, type UsedRelease } from '../service/releases';
import { type Arguments, type Environment, textOption, UserError } from './command';

export const CHOSEN_OPTIONS = { nixpkgs: { type: 'string' }, 'home-manager': { type: 'string' } } as const;
export const CHOSEN_HELP: readonly string[] = [
  '--nixpkgs PATH                  the source of NixOS (default: what the flake locks, if it is in the store)',
  '--home-manager PATH             the source of Home Manager, likewise',
];

/** The folders that the arguments name; fails where they are none. */
export function chosenIn(args: Pick<Arguments, 'options'>, { disk }: Pick<Environment, 'disk'>): Chosen {
  const folder = (name: keyof typeof SIGN): string | undefined => {
    const given = textOption(args, name);
    if (given === undefined) return undefined;
    const path = corePath(given);
    if (disk.kind(`${path}/${SIGN[name]}`) !== 'file') throw new UserError(`--${name}: no ${SIGN[name]} in ${given}`);
    return path;
  };
  return { nixpkgs: folder('nixpkgs'), homeManager: folder('home-manager') };
}

/** The files of releases: what was read of one for its options is there for whole systems. */
export const sourcesOf = memoOf(
  async ({ disk, installation }: Pick<Environment, 'disk' | 'installation'>) =>
    new Sources(disk, await installation.parser),
);

export class Releases extends FoundReleases {
  constructor(
    chosen: Chosen,
    private readonly environment: Environment,
  ) {
    super(chosen, {
      files: environment.disk,
      store: new ReleaseCache(cacheFolder(process.env)),
      channels: { nixPath: process.env.NIX_PATH, home: process.env.HOME },
      mayRead: () => true,
    });
  }

  private readonly tried = new Set<string>();

  /** Reads what is used in a folder, where that is not kept; gives whether anything was read. */
  async read(folder: string, madeOf?: MadeOf, kinds?: readonly SystemKind[]): Promise<boolean> {
    const missing = this.missing(folder, madeOf, kinds).filter((source) => !this.tried.has(keyOf(source)));
    for (const source of missing) await this.readNow(source);
    return missing.length > 0;
  }

  private async readNow(source: ReleaseSource): Promise<void> {
    const { installation, err } = this.environment;
    this.tried.add(keyOf(source));
    const root = source.homeManager ?? source.nixpkgs;
    err(`nixos-specialisations: reading the options of ${root}; they are kept for the next time`);
    const read = readRelease(source, await sourcesOf(this.environment), await installation.parser);
    if (read === undefined || 'failed' in read)
      err(`nixos-specialisations: the options of ${root} cannot be read: ${read?.failed ?? 'stopped'}`);
    else this.put(source, read);
  }
}

/** What of a system says which release it is built with. */
export type Built = Pick<SystemSummary, 'kind' | 'entry' | 'configRoot' | 'madeOf'>;

/** Which release each of the systems is built with, where one was found. */
export function releaseNotes(systems: readonly Built[], releases: FoundReleases): readonly Note[] {
  return systems.flatMap(({ kind, entry, configRoot, madeOf }) =>
    releases
      .used(folderBuilt(configRoot), madeOf)
      .filter((used) => used.kind === kind && used.isRead)
      .map((used): Note => ({ code: 'release', message: worded(used), file: entry })),
  );
}

const worded = ({ kind, release, path, by }: UsedRelease): string =>
  `its options are those of ${kind === 'nixos' ? 'NixOS' : 'Home Manager'} ${release}`.trimEnd() +
  ` in ${path} (${FOUND[by]})`;

const FOUND: Readonly<Record<UsedRelease['by'], string>> = {
  chosen: 'named on the command line',
  lock: 'by flake.lock',
  input: 'by the flake',
  pin: 'by the pins',
  channel: 'the channel of this machine',
};
