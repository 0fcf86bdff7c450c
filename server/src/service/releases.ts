// The releases of NixOS and Home Manager that configurations are built with: where they lie, and what is known of them.
import { parentFolder } from '../eval/paths';
import type { SystemKind } from '../modules/system-options';
import type { MadeOf } from '../project/entry-point';
import type { FileSource } from '../project/file-source';
import { type Channels, type Chosen, type Found, type Located, locate, SIGN } from '../release/locate';
import type { Release, ReleaseSource } from '../release/read-release';
import type { ReleasesFor } from './facts';

/** Where releases are kept that were read before. */
export interface ReleaseStore {
  get(source: ReleaseSource): Release | undefined;
  put(source: ReleaseSource, release: Release): void;
}

export interface ReleaseParts {
  readonly files: Pick<FileSource, 'kind' | 'read'>;
  readonly store: ReleaseStore;
  readonly channels: Channels;
  /** Whether what lies in a folder may be read. */
  mayRead(folder: string): boolean;
}

/** A release that configurations are built with. */
export interface UsedRelease {
  readonly kind: SystemKind;
  /** The folder that it lies in. */
  readonly path: string;
  /** `24.11`; empty where it does not say. */
  readonly release: string;
  /** How it was found; Home Manager is found as the NixOS beside it. */
  readonly by: Found;
  /** Whether its options are known. */
  readonly isRead: boolean;
}

/** What systems are built by: what lies in a folder, made of sources that it names. */
interface Built {
  readonly folder: string;
  readonly madeOf: MadeOf | undefined;
}

const KINDS: readonly SystemKind[] = ['nixos', 'home-manager'];

export class Releases {
  private readonly known = new Map<string, Release | undefined>();
  private located = new Map<string, Built & { readonly found: Located }>();

  /** @param chosen what the user says, see `choose`. */
  constructor(
    public chosen: Chosen,
    private readonly parts: ReleaseParts,
  ) {}

  /**
   * Where the release lies that is used in a folder, or in the nearest one above that locks or pins one.
   * @param madeOf the sources whose functions make the system: of several that are locked they count.
   */
  locate(folder: string, madeOf?: MadeOf): Located {
    const key = [folder, madeOf?.nixpkgs, madeOf?.homeManager].join('\n');
    let known = this.located.get(key);
    if (known === undefined) {
      known = { folder, madeOf, found: this.find(folder, madeOf ?? {}) };
      this.located.set(key, known);
    }
    return known.found;
  }

  /** What is read already, now or earlier. */
  readonly kept: ReleasesFor = (folder, madeOf) => {
    const located = this.locate(folder, madeOf);
    const found = (kind: SystemKind): Release | undefined => {
      const source = sourceOf(kind, located);
      return source && this.keptOf(source);
    };
    return { nixos: found('nixos'), 'home-manager': found('home-manager') };
  };

  /** What is used in a folder and not read yet. */
  missing(folder: string, madeOf?: MadeOf, kinds: readonly SystemKind[] = KINDS): readonly ReleaseSource[] {
    const located = this.locate(folder, madeOf);
    return kinds.flatMap((kind) => {
      const source = sourceOf(kind, located);
      return source === undefined || this.keptOf(source) !== undefined ? [] : [source];
    });
  }

  /** What is used in a folder, as it is told. */
  used(folder: string, madeOf?: MadeOf): readonly UsedRelease[] {
    const located = this.locate(folder, madeOf);
    const { nixpkgsBy: by = 'channel' } = located;
    return KINDS.flatMap((kind): readonly UsedRelease[] => {
      const source = sourceOf(kind, located);
      if (source === undefined) return [];
      const kept = this.keptOf(source);
      const path = source.homeManager ?? source.nixpkgs;
      return [
        { kind, path, release: kept?.release ?? releaseIn(source, this.parts.files), by, isRead: kept !== undefined },
      ];
    });
  }

  /** A release was read; it is kept for the next time. */
  put(source: ReleaseSource, release: Release): void {
    this.known.set(keyOf(source), release);
    this.parts.store.put(source, release);
  }

  /** The same of one that somebody else keeps. */
  take(source: ReleaseSource, release: Release): void {
    this.known.set(keyOf(source), release);
  }

  /** The user says something else. */
  choose(chosen: Chosen): void {
    this.chosen = chosen;
    this.located = new Map();
  }

  /** Files may be others: whether a folder that was asked about is built with another release now. */
  refresh(): boolean {
    const before = this.located;
    this.located = new Map();
    const isOther = ({ folder, madeOf, found }: Built & { readonly found: Located }): boolean =>
      JSON.stringify(this.locate(folder, madeOf)) !== JSON.stringify(found);
    return [...before.values()].some(isOther);
  }

  private find(folder: string, { nixpkgs: maker, homeManager: home }: MadeOf): Located {
    const { files, channels, mayRead } = this.parts;
    const root = rootOf(folder, files);
    const used = locate(root, files, this.chosen, channels);
    const isThere = (path: string | undefined, sign: string): path is string =>
      path !== undefined && files.kind(`${path}/${sign}`) === 'file';
    const isMaker = this.chosen.nixpkgs === undefined && isThere(maker, SIGN.nixpkgs);
    const nixpkgs = isMaker ? maker : used.nixpkgs;
    const nixpkgsBy = isMaker && used.nixpkgsBy !== 'lock' ? 'input' : used.nixpkgsBy;
    const homeManager =
      this.chosen.homeManager === undefined && isThere(home, SIGN['home-manager']) ? home : used.homeManager;
    const isAllowed = (path: string | undefined, chosen: string | undefined): path is string =>
      path !== undefined && (path === chosen || mayRead(path));
    return {
      ...(isAllowed(nixpkgs, this.chosen.nixpkgs) && nixpkgsBy && { nixpkgs, nixpkgsBy }),
      ...(isAllowed(homeManager, this.chosen.homeManager) && { homeManager }),
    };
  }

  private keptOf(source: ReleaseSource): Release | undefined {
    const key = keyOf(source);
    if (!this.known.has(key)) this.known.set(key, this.parts.store.get(source));
    return this.known.get(key);
  }
}

/** What tells sources from each other. */
export const keyOf = ({ nixpkgs, homeManager = '' }: ReleaseSource): string => `${nixpkgs}\n${homeManager}`;

/** Home Manager has its library and packages from nixpkgs. */
export function sourceOf(kind: SystemKind, { nixpkgs, homeManager }: Located): ReleaseSource | undefined {
  if (nixpkgs === undefined) return undefined;
  if (kind === 'nixos') return { nixpkgs };
  return homeManager === undefined ? undefined : { nixpkgs, homeManager };
}

/** What the source says of itself without being evaluated; empty where that is nothing. */
export function releaseIn({ nixpkgs, homeManager }: ReleaseSource, files: Pick<FileSource, 'read'>): string {
  if (homeManager !== undefined)
    return /"release"\s*:\s*"([^"]+)"/.exec(files.read(`${homeManager}/release.json`) ?? '')?.[1] ?? '';
  return (files.read(`${nixpkgs}/lib/.version`) ?? files.read(`${nixpkgs}/.version`) ?? '').trim();
}

const ROOTS = ['flake.lock', 'npins/sources.json', 'nix/sources.json'];

/** The folder itself or the nearest above it that says what it is built with. */
function rootOf(folder: string, files: Pick<FileSource, 'kind'>): string {
  for (let at = folder; ; at = parentFolder(at)) {
    if (ROOTS.some((file) => files.kind(`${at}/${file}`) === 'file')) return at;
    if (parentFolder(at) === at) return folder;
  }
}
