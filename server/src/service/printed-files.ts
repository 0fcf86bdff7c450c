// From the paths that Nix prints to files of the workspace: a flake is evaluated from a copy in the Nix store.
import { normalise } from '../eval/paths';
import { folderOf } from '../project/folders';
import type { NixProblem } from '../protocol/nix-report';
import type { ConfigRoot } from '../protocol/run';

/** `/nix/store/HASH-NAME`, and what lies below. */
const STORE = /^(\/nix\/store\/[0-9a-z]{32}-[^/]+)\/(.+)$/;
/** How Nix writes a source that it has not copied: `«git+file:///home/me/config»/a.nix`. */
const LAZY = /^(«[^»]*»)\/(.+)$/;

export interface PrintedFilesParts {
  readonly root: ConfigRoot;
  /** The files that take part in what was evaluated. */
  readonly known: ReadonlySet<string>;
  /** Whether a file is there. */
  exists(path: string): boolean;
  /** Where a path really leads, links followed. */
  place(path: string): string;
}

interface Copied {
  readonly source: string;
  readonly rest: string;
}

export class PrintedFiles {
  /** Copies of other things: of nixpkgs, say, which has files that a configuration may have as well. */
  private readonly foreign = new Set<string>();
  private readonly folders: readonly string[];
  private readonly byPlace: ReadonlyMap<string, string>;

  /** `problems`: all that were printed together, since it takes all paths to tell whose copy is whose. */
  constructor(
    private readonly parts: PrintedFilesParts,
    problems: readonly NixProblem[],
  ) {
    const { root, known, place } = parts;
    const folder = root.kind === 'flake' ? root.path : (folderOf(root.path) ?? '/');
    this.folders = [folder, ...foldersAbove(folder)];
    this.byPlace = new Map([...known].map((file) => [place(file), file]));
    for (const printed of problems.flatMap(printedIn)) {
      const copied = copiedFrom(printed);
      if (copied !== undefined && !this.isOurs(copied)) this.foreign.add(copied.source);
    }
  }

  /** Undefined where the file is none of the workspace, or not there. */
  fileOf(printed: string): string | undefined {
    const { known, exists, place } = this.parts;
    const copied = copiedFrom(printed);
    if (copied !== undefined) return this.foreign.has(copied.source) ? undefined : this.copied(copied);
    if (!printed.startsWith('/')) return this.below(printed);
    const path = normalise(printed);
    return known.has(path)
      ? path
      : (this.byPlace.get(place(path)) ?? (this.isBelow(path) && exists(path) ? path : undefined));
  }

  /** Where a file would be that is not known to be there. */
  wouldBe(printed: string): string | undefined {
    const copied = copiedFrom(printed);
    if (copied !== undefined) return this.foreign.has(copied.source) ? undefined : `${this.folders[0]}/${copied.rest}`;
    return normalise(printed.startsWith('/') ? printed : `${this.folders[0]}/${printed}`);
  }

  private isOurs({ source, rest }: Copied): boolean {
    const { known, exists } = this.parts;
    return !known.has(`${source}/${rest}`) && this.folders.some((folder) => exists(normalise(`${folder}/${rest}`)));
  }

  private copied({ source, rest }: Copied): string | undefined {
    // What is evaluated from the store itself is an input, and no file of the workspace.
    return this.parts.known.has(`${source}/${rest}`) ? undefined : this.below(rest);
  }

  /** The copy is of the flake, or of the repository around it. */
  private below(rest: string): string | undefined {
    const { known, exists } = this.parts;
    const [folder = ''] = this.folders;
    const candidates = this.folders.map((each) => normalise(`${each}/${rest}`));
    return candidates.find((path) => known.has(path)) ?? (exists(`${folder}/${rest}`) ? candidates[0] : undefined);
  }

  private isBelow(path: string): boolean {
    return path.startsWith(`${this.folders[0]}/`);
  }
}

function copiedFrom(printed: string): Copied | undefined {
  const [, source, rest] = STORE.exec(printed) ?? LAZY.exec(printed) ?? [];
  return source === undefined || rest === undefined ? undefined : { source, rest };
}

/** Every path that is printed for a file that is there. */
function printedIn({ definitions, place, trace }: NixProblem): readonly string[] {
  return [...definitions, ...(place === undefined ? [] : [place]), ...trace].map(({ file }) => file);
}

function foldersAbove(folder: string): readonly string[] {
  const above = folderOf(folder);
  return above === undefined ? [] : [above, ...foldersAbove(above)];
}
