// Which specialisations a file, or a place in it, defines.
import { type Location, type Span, touches } from '../base/span';
import type { SpecialisationTarget } from '../protocol/requests';
import type { Conflicts } from '../protocol/tree';

/** What this feature needs to know of the systems; a Snapshot is one. */
export interface Systems {
  readonly systems: readonly {
    readonly kind: SpecialisationTarget['system'];
    readonly host: string | null;
    /** What the machine is called: `networking.hostName`. */
    readonly hostName: string | null;
    readonly configRoot: SpecialisationTarget['root'];
    /** The option path of a Home Manager user inside NixOS; empty for systems that stand alone. */
    readonly inside: readonly string[];
    readonly isTest: boolean;
    readonly specialisations: readonly {
      readonly name: string;
      readonly sites: readonly Site[];
      readonly conflicts: Conflicts;
    }[];
  }[];
}

/** `location`: the name of the specialisation. `block`: all that belongs to it. */
export interface Site {
  readonly location: Location;
  readonly block: Location;
}

/** One place in a file that defines a specialisation of one system. */
export interface TargetSite {
  readonly target: SpecialisationTarget;
  readonly site: Site;
  readonly conflicts: Conflicts;
}

/**
 * All places of a file, in order of systems, then of specialisations. Of the machines of tests none can be switched to.
 */
export function targetSites({ systems }: Systems, file: string): readonly TargetSite[] {
  return systems.flatMap(({ kind, host, configRoot, inside, isTest, specialisations }) =>
    (isTest ? [] : specialisations).flatMap(({ name, sites, conflicts }) =>
      sites
        .filter((site) => site.location.file === file || site.block.file === file)
        .map((site) => ({
          target: {
            system: kind,
            host,
            specialisation: name,
            root: configRoot,
            ...(inside.length > 0 && { inside }),
          },
          site,
          conflicts,
        })),
    ),
  );
}

/**
 * The specialisations whose block holds `offset`, the innermost first; without an offset, all
 * that the file defines. Each once.
 */
export function targetsAt(systems: Systems, file: string, offset: number | undefined): readonly SpecialisationTarget[] {
  const sites = targetSites(systems, file);
  const here =
    offset === undefined
      ? sites
      : sites
          .filter(({ site }) => site.block.file === file && touches(site.block, offset))
          .sort((a, b) => length(a.site.block) - length(b.site.block));
  return distinctTargets(here.map(({ target }) => target));
}

const length = ({ start, end }: Span): number => end - start;

/** The same targets, each once. */
export function distinctTargets(targets: readonly SpecialisationTarget[]): readonly SpecialisationTarget[] {
  return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
}
