// What evaluation may read of the files of this machine. Nobody should see a file because a repository
// that he has only opened names it.
//
// - In a flake, Nix in pure mode reads the flake's own tree, its inputs and the store: so do we.
// - Elsewhere Nix files are imported wherever they lie, as Nix does it. To import is to evaluate: of a file that is
// none, or does not parse, nothing
//   becomes known outside the workspace, because a message may hold its words.
// - What other files hold, and what there is, is read in the folders that were opened only, unless
// the user trusts the workspace.
//
// Places are compared, where all links are followed. What is withheld is unknown, not absent.
import type { Use } from '../eval/loader';
import { isWithin } from './folders';

/** Where the user works, and whether he trusts what is there. Both may change while the workspace is open. */
export interface Boundary {
  /** The folders that were opened. */
  folders(): readonly string[];
  /** Whether what lies elsewhere is read, too. */
  trusted(): boolean;
}

/** For files that exist as texts in memory only. */
export const NO_BOUNDARY: Boundary = { folders: () => ['/'], trusted: () => true };

/** Where files really are; see FileSource. */
export interface Places {
  place(path: string): string;
  /** The same for all spellings of a path; to compare by. */
  anySpelling(path: string): string;
  kind(path: string): 'file' | 'directory' | undefined;
}

const STORE = '/nix/store';

/** What one evaluation may read, as it turns out while it goes on. */
export class Reach {
  /** The trees of the flake under evaluation and of its inputs, as far as met; empty where it is none. */
  private readonly trees: string[] = [];
  /** The inputs among them that Nix has fetched: who named them by the hash of their content knows it. */
  private readonly fetched: string[] = [];

  /** The evaluation is that of the flake in a folder, or takes it in as an input. */
  admit(folder: string, isFetched: boolean, places: Places): void {
    const root = isFetched ? (/^\/nix\/store\/[^/]+/.exec(folder)?.[0] ?? folder) : repositoryOf(folder, places);
    const place = places.place(root);
    this.trees.push(place);
    if (isFetched && isWithin(place, places.place(STORE)) && place !== places.place(STORE)) this.fetched.push(place);
  }

  /** Why a place is not read; undefined when it is. `isOwn`: see `isOwn` below. */
  withholds(place: string, use: Use, isOwn: boolean, places: Places): string | undefined {
    const within = (folder: string): boolean => isWithin(places.anySpelling(place), places.anySpelling(folder));
    if (this.trees.length > 0 && !this.trees.some(within) && !isWithin(place, `${places.place(STORE)}/`))
      return 'outside the flake';
    return use === 'import' || isOwn || this.fetched.some(within) ? undefined : OUTSIDE;
  }
}

export const OUTSIDE = 'outside the workspace';

/**
 * Whether a place is the user's own business: in a folder that was opened, or anywhere once the workspace is trusted.
 */
export function isOwn(place: string, boundary: Boundary, places: Places): boolean {
  const spelled = places.anySpelling(place);
  return (
    boundary.trusted() ||
    boundary.folders().some((folder) => isWithin(spelled, places.anySpelling(places.place(folder))))
  );
}

/** The tree of a flake: Nix takes the repository around it, if there is one. */
function repositoryOf(folder: string, places: Places): string {
  const place = places.place(folder);
  for (let at = place.replace(/\/$/, ''); ; at = at.slice(0, at.lastIndexOf('/'))) {
    if (places.kind(`${at}/.git`) !== undefined) return at === '' ? '/' : at;
    if (!at.includes('/')) return place;
  }
}
