// Which systems there are, and their specialisations.
import type { SystemSummary } from '../analysis/reports/summary';
import { atMost, leftOutOf, notesIn, onceComplete, placesIn, type Seen, systemNames } from './seen';
import type { Tool } from './tool';
import type { Data } from './visible-data';

const MOST_SYSTEMS = 100;
const MOST_SPECIALISATIONS = 50;
const MOST_MODULES = 20;

export const listSystems: Tool = {
  name: 'list_systems',
  title: 'List systems and specialisations',
  description:
    'Lists the NixOS and Home Manager systems that the Nix files of the folder make (hosts of a flake, classic ' +
    'configurations, homes) and the specialisations of each, with where they are defined and how many options ' +
    'conflict. Use it first: the other tools take its names. Evaluates the files itself; Nix is not started.',
  input: { type: 'object', properties: {}, additionalProperties: false },
  begin: (_input, seen) =>
    onceComplete(seen, (snapshot) => {
      const place = placesIn(seen);
      const { items, leftOut } = atMost(snapshot.systems, MOST_SYSTEMS);
      const systems = items.map((system) => systemData(system, seen, place));
      return { data: { systems, ...leftOutOf(leftOut), ...notesIn(snapshot, seen) } };
    }),
};

function systemData(system: SystemSummary, seen: Seen, place: ReturnType<typeof placesIn>): Data {
  const { hostName, conflicts, specialisations, hasAllSpecialisations, unread, isFragment, isTest } = system;
  const { items, leftOut } = atMost(specialisations, MOST_SPECIALISATIONS);
  const modules = atMost(unread, MOST_MODULES);
  return {
    ...systemNames(system, seen),
    ...(hostName !== null && { hostName }),
    ...(isTest && { isTest }),
    // Probably a part of a system that was not found.
    ...(isFragment && { isFragment }),
    conflicts: counted(conflicts),
    specialisations: items.map(({ name, inheritParentConfig, sites: [site], conflicts: own }) => ({
      name,
      inheritParentConfig,
      conflicts: counted(own),
      ...(site && place(site.location)),
    })),
    ...leftOutOf(leftOut),
    areAllSpecialisations: hasAllSpecialisations,
    ...(unread.length > 0 && { unreadModules: modules.items.map((name) => moduleName(name, seen)) }),
    ...(modules.leftOut > 0 && { unreadModulesLeftOut: modules.leftOut }),
  };
}

/** Of a file its name here. */
export const moduleName = (name: string, { shown }: Pick<Seen, 'shown'>): string =>
  name.startsWith('/') ? shown(name) : name;

const counted = ({ certain, likely, possible }: SystemSummary['conflicts']): Data => ({ certain, likely, possible });
