// The view of specialisations: systems with their base and specialisations, and what each of these changes.
import type { Location } from '../base/span';
import type { DefinitionNode, OptionNode, PartNode, SystemKey, SystemNode } from '../protocol/tree';

/** What this feature needs to know of the systems; a Snapshot is one. */
export interface TreeSystems {
  readonly systems: readonly TreeSystem[];
}

interface TreeSystem extends Omit<SystemKey, 'specialisation'> {
  readonly configRoot: NonNullable<PartNode['root']>;
  readonly isTest: boolean;
  readonly conflicts: PartNode['conflicts'];
  readonly specialisations: readonly {
    readonly name: string;
    readonly inheritParentConfig: boolean | null;
    readonly conflicts: PartNode['conflicts'];
    readonly sites: readonly { readonly location: Location }[];
  }[];
}

/** The options of one part that differ, as the service tells them. */
export type TreeDifferences = readonly {
  readonly option: string;
  readonly change: OptionNode['change'];
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly conflict: { readonly proof: NonNullable<OptionNode['proof']> } | undefined;
  readonly definitions: readonly (Omit<DefinitionNode, 'kind' | 'id' | 'at'> & { readonly location: Location | undefined })[];
}[];

/** The hosts, and whatever else has specialisations; none when nothing has. `canRun`: whether a system that starts at a file can be built. */
export function systemNodes({ systems }: TreeSystems, canRun: (entry: string) => boolean): readonly SystemNode<Location>[] {
  if (systems.every(({ specialisations }) => specialisations.length === 0)) return [];
  return systems
    .filter(({ host, inside, specialisations }) => specialisations.length > 0 || (host !== null && inside.length === 0))
    .map((system) => systemNode(system, !system.isTest && canRun(system.entry)));
}

/** Configurations that stand alone. */
export function systemCount({ systems }: TreeSystems): number {
  return systems.filter(({ inside }) => inside.length === 0).length;
}

function systemNode(system: TreeSystem, canRun: boolean): SystemNode<Location> {
  const { kind, host, entry, inside, configRoot, specialisations } = system;
  const id = [kind, entry, host ?? '', ...inside].join('\n');
  const root = canRun ? configRoot : null;
  const part = (name: string | null, more: Pick<PartNode<Location>, 'inherits' | 'conflicts' | 'at'>): PartNode<Location> => ({
    kind: name === null ? 'base' : 'specialisation',
    // No name of a specialisation holds a line break.
    id: `${id}\n${name === null ? '' : `=${name}`}`,
    key: { kind, host, entry, inside, specialisation: name },
    root,
    ...more,
  });
  const start: Location = { file: entry, start: 0, end: 0 };
  return {
    kind: 'system',
    id,
    system: kind,
    name: host ?? entry.slice(entry.lastIndexOf('/') + 1),
    user: inside.at(-1) ?? null,
    path: host === null ? entry : configRoot.path,
    parts: [
      part(null, { inherits: null, conflicts: system.conflicts, at: start }),
      ...specialisations.map(({ name, inheritParentConfig: inherits, conflicts, sites }) =>
        part(name, { inherits, conflicts, at: sites[0]?.location ?? start }),
      ),
    ],
  };
}

/** `part` is the id of the part. Conflicts come first, then what has no effect; the others in order of name. */
export function optionNodes(differences: TreeDifferences, part: string): readonly OptionNode<Location>[] {
  const nodes = differences.map(({ option, change, before = null, after = null, conflict, definitions }): OptionNode<Location> => {
    const id = `${part}\n${option}`;
    return {
      kind: 'option',
      id,
      option,
      change,
      before,
      after,
      proof: conflict?.proof ?? null,
      definitions: definitions.map(
        ({ shown, priority, scope, role, location = null }, i): DefinitionNode<Location> => ({
          kind: 'definition',
          id: `${id}\n${i}`,
          shown,
          priority,
          scope,
          role,
          at: location,
        }),
      ),
    };
  });
  return nodes.sort((a, b) => urgency(a) - urgency(b));
}

function urgency({ change, proof }: OptionNode<Location>): number {
  if (change === 'invalid' || (change === 'conflict' && proof !== 'possible')) return 0;
  return change === 'conflict' ? 1 : change === 'ineffective' ? 2 : 3;
}
