// The options of NixOS and Home Manager: those of the release that a configuration is built with, where that is known,
// else the bundled tables, read when the first system asks for one.
import type { Logger } from '../base/logger';
import { memoOf } from '../base/memo';
import { parentFolder } from '../eval/paths';
import { catalogueFacts, type Facts, NO_FACTS } from '../modules/facts';
import type { SystemInput } from '../modules/system';
import type { SystemKind } from '../modules/system-options';
import { loadCatalogue } from '../options/load';
import type { MadeOf } from '../project/entry-point';
import type { ConfigRoot } from '../protocol/run';
import { sumOf } from '../release/cached-release';
import type { Release } from '../release/read-release';

/**
 * Gives the releases of the configurations in a folder, as far as they are known; the same objects each time.
 * @param madeOf the sources whose functions make them, where those are known.
 */
export type ReleasesFor = (
  folder: string,
  madeOf: MadeOf | undefined,
) => Readonly<Record<SystemKind, Release | undefined>>;

const NO_RELEASES: ReturnType<ReleasesFor> = { nixos: undefined, 'home-manager': undefined };

export class OptionFacts {
  /** Names of tables that were asked for and are not there. */
  readonly missing: string[] = [];
  private readonly bundled: SystemInput['facts'] = {
    nixos: deferred(() => this.load('nixos-options.txt')),
    'home-manager': deferred(() => this.load('home-manager-options.txt')),
  };
  private readonly ofReleases = new Map<Release, Facts>();

  /** @param readData gives a bundled file by its name; undefined when it is missing. */
  constructor(
    private readonly readData: (name: string) => string | undefined,
    private readonly logger: Logger,
    private readonly releases: ReleasesFor = () => NO_RELEASES,
  ) {}

  /** What is known of the options of a configuration. */
  of(root: ConfigRoot, madeOf?: MadeOf): SystemInput['facts'] {
    const found = this.releases(folderBuilt(root), madeOf);
    return {
      nixos: this.ofRelease(found.nixos) ?? this.bundled.nixos,
      'home-manager': this.ofRelease(found['home-manager']) ?? this.bundled['home-manager'],
    };
  }

  /** What tells the tables that `of` gives from those of another time. */
  identity(root: ConfigRoot, madeOf?: MadeOf): string {
    const found = this.releases(folderBuilt(root), madeOf);
    return [found.nixos, found['home-manager']].map((release) => release && identityOf(release)).join('\n');
  }

  private ofRelease(release: Release | undefined): Facts | undefined {
    if (release === undefined) return undefined;
    let facts = this.ofReleases.get(release);
    if (facts === undefined) {
      facts = deferred(() => catalogueFacts(loadCatalogue(release.table, release.path), 'whole'), true);
      this.ofReleases.set(release, facts);
    }
    return facts;
  }

  private load(name: string): Facts {
    const text = this.readData(name);
    if (text !== undefined) return catalogueFacts(loadCatalogue(text));
    this.logger.warn(`options missing file=${name}`);
    this.missing.push(name);
    return NO_FACTS;
  }
}

/** The path, too: findings point into it. */
const identityOf = memoOf(({ path, table }: Release) => `${path} ${table.length} ${sumOf(table)}`);

/** The folder whose locks and pins count for a configuration. */
export const folderBuilt = ({ kind, path }: ConfigRoot): string => (kind === 'flake' ? path : parentFolder(path));

function deferred(load: () => Facts, isWhole = false): Facts {
  let loaded: Facts | undefined;
  const facts = (): Facts => {
    loaded ??= load();
    return loaded;
  };
  return {
    isWhole,
    at: (path) => facts().at(path),
    removed: (path) => facts().removed(path),
    oldNames: (path) => facts().oldNames(path),
    names: (path) => facts().names(path),
    inside: (path) => facts().inside(path),
  };
}
