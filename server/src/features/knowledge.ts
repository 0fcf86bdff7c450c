// What the analysis knows of a configuration that is to be built.
import type { Knowledge, KnowledgeParams } from '../protocol/knowledge';
import type { ChangeKind, Conflicts, SystemKey } from '../protocol/tree';

/** What this feature needs to know of the systems; a Snapshot is one. */
export interface KnownSystems {
  readonly systems: readonly KnownSystem[];
}

interface KnownSystem extends Omit<SystemKey, 'specialisation'> {
  readonly configRoot: KnowledgeParams['root'];
  readonly isTest: boolean;
  readonly files: readonly string[];
  readonly conflicts: Conflicts;
  readonly specialisations: readonly { readonly name: string; readonly conflicts: Conflicts }[];
  readonly hasAllSpecialisations: boolean;
}

/** What its flake says around a configuration; undefined: not known, or there is no flake. */
export interface KnownOutputs {
  readonly configurations: readonly string[] | undefined;
  readonly colmena: boolean | undefined;
  readonly deployRs: boolean | undefined;
}

/** Differences that are there for sure. */
const SURE: ReadonlySet<ChangeKind> = new Set(['added', 'overridden', 'extended', 'removed', 'derived']);

/** The system that a run builds, and the homes inside of it, which are built with it; none where it was not found. */
export function systemsOfRun({ systems }: KnownSystems, params: KnowledgeParams): readonly KnownSystem[] {
  const ofRoot = systems.filter(({ configRoot, isTest }) => !isTest && configRoot.path === params.root.path);
  const isMeant = ({ host }: KnownSystem): boolean => params.host === null || host === params.host;
  const all = ofRoot.filter(({ kind }) => kind === params.system).filter(isMeant);
  const own = all.filter(({ inside }) => inside.length === 0);
  const [system] = own;
  // The only home that comes with that system.
  if (system === undefined) return all.length === 1 ? all : [];
  // Without a name it is only known which one is meant where there is but one.
  if (params.host === null && own.length > 1) return [];
  return [system, ...ofRoot.filter(({ inside, host }) => inside.length > 0 && host === system.host)];
}

/** Whether what a run names is but a home, or several, inside of a system. */
export function isInSystem({ systems }: KnownSystems, { system, host, root }: KnowledgeParams): boolean {
  const meant = systems.filter(
    ({ kind, host: named, configRoot, isTest }) =>
      !isTest && kind === system && configRoot.path === root.path && (host === null || named === host),
  );
  return meant.length > 0 && meant.every(({ inside }) => inside.length > 0);
}

/** Where none has its name: one of the same kind and place, which can say what names there are. */
export function systemBeside({ systems }: KnownSystems, params: KnowledgeParams): KnownSystem | undefined {
  const beside = systems.filter(
    ({ kind, isTest, configRoot }) => kind === params.system && !isTest && configRoot.path === params.root.path,
  );
  // A home inside of a system is there, by the name of that system.
  if (beside.some(({ host }) => host === params.host)) return undefined;
  return beside.find(({ inside }) => inside.length === 0);
}

/**
 * What is known of the systems of a run; there are none where the configuration was not found. `differences`: of the
 * specialisation that is named, from its base. `isPart`: it is a part of a system.
 */
export function knowledgeOf(
  systems: readonly KnownSystem[],
  differences: readonly { readonly option: string; readonly change: ChangeKind }[],
  outputs: KnownOutputs | undefined,
  isPart = false,
): Knowledge {
  const [system] = systems;
  const parts = systems.flatMap(({ conflicts, specialisations }, at) => [
    { specialisation: null, count: conflicts.certain },
    // The specialisations of a home inside are none of the system's.
    ...specialisations.map(({ name, conflicts: { certain } }) => ({
      specialisation: at === 0 ? name : null,
      count: certain,
    })),
  ]);
  const counts = new Map<string | null, number>();
  for (const { specialisation, count } of parts) counts.set(specialisation, (counts.get(specialisation) ?? 0) + count);
  return {
    specialisations: system?.specialisations.map(({ name }) => name) ?? null,
    hasAllSpecialisations: system?.hasAllSpecialisations === true,
    isInSystem: isPart,
    configurations: outputs?.configurations ?? null,
    fleets:
      system === undefined
        ? { colmena: null, 'deploy-rs': null }
        : { colmena: outputs?.colmena ?? null, 'deploy-rs': outputs?.deployRs ?? null },
    conflicts: [...counts].flatMap(([specialisation, count]) => (count === 0 ? [] : [{ specialisation, count }])),
    changedOptions: differences.filter(({ change }) => SURE.has(change)).map(({ option }) => option),
    files: [...new Set(systems.flatMap(({ files }) => files))].sort(),
  };
}
