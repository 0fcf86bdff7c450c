// The view of specialisations: systems with their base and specialisations, and what each of these changes.
import type { Location } from '../base/span';
import type { DefinitionNode, DifferenceNode, PartNode, SystemKey, SystemNode } from '../protocol/tree';

/** What this feature needs to know of the systems; a Snapshot is one. */
export interface TreeSystems {
  readonly systems: readonly TreeSystem[];
}

interface TreeFinding {
  readonly code: string;
  readonly severity: string;
  readonly isOtherSide?: true;
}

interface TreeSystem extends Omit<SystemKey, 'specialisation'> {
  readonly configRoot: NonNullable<PartNode['root']>;
  readonly isTest: boolean;
  readonly hostName: string | null;
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
  readonly change: DifferenceNode['change'];
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly conflict: { readonly proof: keyof PartNode['conflicts']; readonly isIgnored: boolean } | undefined;
  readonly definitions: readonly (Omit<DefinitionNode, 'kind' | 'id' | 'at'> & {
    readonly location: Location | undefined;
  })[];
}[];

/**
 * The id of what `key` names below a node. JSON has no line breaks of its own, so whatever the names, two ids
 * differ where one of them does.
 */
function idBelow(id: string, key: string | number | null | readonly number[]): string {
  return `${id}\n${JSON.stringify(key)}`;
}

/** The ids, each once: a file can make two hosts that both read `a.b`. */
function distinct(ids: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return ids.map((id) => {
    const earlier = seen.get(id) ?? 0;
    seen.set(id, earlier + 1);
    return earlier === 0 ? id : idBelow(id, [earlier]);
  });
}

/**
 * The hosts, and whatever else has specialisations; none when nothing has. `canRun`: whether a system that
 * starts at a file can be built.
 */
export function systemNodes(
  { systems }: TreeSystems,
  canRun: (entry: string) => boolean,
): readonly SystemNode<Location>[] {
  if (systems.every(({ specialisations }) => specialisations.length === 0)) return [];
  const shown = systems.filter(
    ({ host, inside, specialisations }) => specialisations.length > 0 || (host !== null && inside.length === 0),
  );
  const ids = distinct(shown.map(({ kind, entry, host, inside }) => JSON.stringify([kind, entry, host, inside])));
  return shown.map((system, i) => systemNode(system, ids[i] ?? '', !system.isTest && canRun(system.entry)));
}

/** Configurations that stand alone. */
export function systemCount({ systems }: TreeSystems): number {
  return systems.filter(({ inside }) => inside.length === 0).length;
}

/** What a list of problems says of conflicts: possible ones are hints there. */
export function conflictCount({ findings }: { readonly findings: readonly TreeFinding[] }): number {
  return findings.filter(
    ({ code, severity, isOtherSide }) => code === 'option-conflict' && severity !== 'hint' && isOtherSide !== true,
  ).length;
}

function systemNode(system: TreeSystem, id: string, canRun: boolean): SystemNode<Location> {
  const { kind, host, entry, inside, configRoot, specialisations } = system;
  const root = canRun ? configRoot : null;
  const part = (
    name: string | null,
    more: Pick<PartNode<Location>, 'inherits' | 'conflicts' | 'at'>,
  ): PartNode<Location> => ({
    kind: name === null ? 'base' : 'specialisation',
    id: idBelow(id, name),
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
    hostName: inside.length === 0 ? system.hostName : null,
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
export function optionNodes(differences: TreeDifferences, part: string): readonly DifferenceNode<Location>[] {
  const ids = distinct(differences.map(({ option }) => idBelow(part, option)));
  const nodes = differences.map(
    ({ option, change, before = null, after = null, conflict, definitions }, at): DifferenceNode<Location> => {
      const id = ids[at] ?? '';
      return {
        kind: 'option',
        id,
        option,
        change,
        before,
        after,
        proof: conflict === undefined ? null : conflict.isIgnored ? 'ignored' : conflict.proof,
        definitions: definitions.map(
          ({ shown, priority, scope, role, location = null }, i): DefinitionNode<Location> => ({
            kind: 'definition',
            id: idBelow(id, i),
            shown,
            priority,
            scope,
            role,
            at: location,
          }),
        ),
      };
    },
  );
  return nodes.sort((a, b) => urgency(a) - urgency(b));
}

function urgency({ change, proof }: DifferenceNode<Location>): number {
  if (proof === 'ignored') return 3;
  if (change === 'invalid' || (change === 'conflict' && proof !== 'possible')) return 0;
  return change === 'conflict' ? 1 : change === 'ineffective' ? 2 : 3;
}
