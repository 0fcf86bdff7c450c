// Specialisations as symbols: in the outline of a file and in the search over all of them.
import type { Location } from '../base/span';
import type { SystemKind } from '../modules/system-options';
import { type Systems, targetSites } from './targets';

export interface SpecialisationSymbol {
  readonly name: string;
  /** The hosts and homes that have it. */
  readonly hosts: readonly string[];
  /** Of what kinds these are, each once. */
  readonly kinds: readonly SystemKind[];
  /** Its name. */
  readonly location: Location;
  /** All that belongs to it. */
  readonly block: Location;
}

/** Those of a file, or of all files; each place once, in order. */
export function specialisationSymbols(systems: Systems, file?: string): readonly SpecialisationSymbol[] {
  const found = new Map<string, SpecialisationSymbol & { readonly hosts: string[]; readonly kinds: SystemKind[] }>();
  const files = file === undefined ? filesOf(systems) : [file];
  for (const each of files)
    for (const { target, site } of targetSites(systems, each)) {
      if (site.location.file !== each || site.block.file !== each) continue;
      const key = `${each}\n${site.location.start}\n${target.specialisation}`;
      const { specialisation: name, host, system } = target;
      const known = found.get(key) ?? { name, hosts: [], kinds: [], ...site };
      if (host !== null && !known.hosts.includes(host)) known.hosts.push(host);
      if (!known.kinds.includes(system)) known.kinds.push(system);
      found.set(key, known);
    }
  return [...found.values()].sort((a, b) => a.location.start - b.location.start);
}

const filesOf = ({ systems }: Systems): readonly string[] => [
  ...new Set(
    systems.flatMap(({ specialisations }) =>
      specialisations.flatMap(({ sites }) => sites.map(({ location }) => location.file)),
    ),
  ),
];
