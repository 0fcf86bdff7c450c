// The releases that the configurations of the workspace are built with, as far as they may be read; which of them are
// not known yet is told.
import { isInStore } from '../../eval/store';
import type { HostFiles } from '../../host/host-files';
import { type Boundary, isOwn } from '../../project/boundary';
import type { ResultStore } from '../../project/result-store';
import type { Channels, Chosen } from '../../release/locate';
import { folderBuilt } from '../../service/facts';
import { type ReleaseStore, Releases } from '../../service/releases';
import type { ResultsState } from '../../service/results-state';
import type { Report } from './messages';

/** Whose results are kept: what is opened, where to keep them, and in which language they speak. */
export interface KeptOf {
  readonly folders: readonly string[];
  readonly cacheFolder: string | undefined;
  readonly language: string | undefined;
}

/** Of the user, as far as a configuration, NixOS and what is kept of it may lie there. */
export interface Surroundings {
  readonly channels: Channels;
  /** The configuration that the environment names. */
  readonly named: string | undefined;
  /** What is kept of releases, in this folder or where programs of this user keep such things. */
  store(folder: string | undefined): ReleaseStore;
  /** Where what is found is kept, which depends on the program and its language. Left out: it is not. */
  kept?(of: KeptOf): ResultStore | undefined;
}

export interface UsedReleasesParts {
  readonly disk: HostFiles;
  readonly surroundings: Surroundings;
  readonly boundary: Boundary;
  say(report: Report): void;
}

/** What lies in the store never changes; elsewhere what belongs to the user is read, and what he has chosen. */
export function releasesFor(
  chosen: Chosen,
  cacheFolder: string | undefined,
  { disk, surroundings, boundary }: Omit<UsedReleasesParts, 'say'>,
): Releases {
  const places = {
    place: (path: string) => disk.place(path),
    anySpelling: (path: string) => disk.spellings?.folded(path) ?? path,
    kind: (path: string) => disk.kind(path),
  };
  return new Releases(chosen, {
    files: disk,
    store: surroundings.store(cacheFolder),
    channels: surroundings.channels,
    mayRead: (folder) => isInStore(disk.place(folder)) || isOwn(disk.place(folder), boundary, places),
  });
}

/** Tells of the systems that somebody builds: to read a release takes as long as reading all of NixOS. */
export class ReleaseTeller {
  private told = '';

  constructor(private readonly say: (report: Report) => void) {}

  tell({ taken }: ResultsState, releases: Releases): void {
    const systems = taken
      .flatMap(({ result }) => result?.systems ?? [])
      .filter(({ isFragment, isTest }) => !isFragment && !isTest);
    const builds = distinct(systems.map(({ configRoot, madeOf }) => ({ folder: folderBuilt(configRoot), madeOf })));
    const used = distinct(builds.flatMap(({ folder, madeOf }) => releases.used(folder, madeOf)));
    const missing = distinct(builds.flatMap(({ folder, madeOf }) => releases.missing(folder, madeOf)));
    const told = JSON.stringify([used, missing]);
    if (told === this.told) return;
    this.told = told;
    this.say({ type: 'releases', used, missing });
  }
}

const distinct = <T>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((each) => [JSON.stringify(each), each])).values(),
];
