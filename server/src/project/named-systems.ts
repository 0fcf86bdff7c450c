// Systems in the outputs of a flake, by the names that tools call them by.
import type { Interpreter } from '../eval/interpreter';
import { selectAttr } from '../eval/select';
import type { Site } from '../eval/site';
import { force } from '../eval/thunk';
import type { Value } from '../eval/values';
import { hiveNodes } from './hives';
import { outcomesOf } from './outcomes';
import { type MadeSystem, systemOf } from './systems';

export interface NamedSystem {
  readonly host: string;
  readonly system: MadeSystem;
}

/** The outputs in which tools look for systems. */
const OUTPUTS = [
  'nixosConfigurations',
  'homeConfigurations',
  'darwinConfigurations',
  'nixOnDroidConfigurations',
  'systemConfigs',
] as const;

/** Those in the outputs that are for them, and the nodes of hives. */
export const systemsOf = (outputs: Value, interpreter: Interpreter, site: Site): readonly NamedSystem[] =>
  withHives(
    OUTPUTS.flatMap((attribute) => systemsIn(selectAttr(outputs, attribute, site))),
    ['colmenaHive', 'colmena'].map((name) => hiveNodes(selectAttr(outputs, name, site), interpreter, site)),
  );

/**
 * Those among the packages for one platform, as flakes have them that make everything for each platform: what is named
 * in a flake Nix looks for there, too (installables, in the manual of Nix).
 */
export function packagedSystems(outputs: Value, site: Site): readonly NamedSystem[] {
  return ['packages', 'legacyPackages'].flatMap((name) => {
    const packages = ofOnePlatform(selectAttr(outputs, name, site), site);
    return ['nixosConfigurations', 'homeConfigurations'].flatMap((attribute) =>
      packages?.kind === 'attrs' && packages.entries.has(attribute)
        ? systemsIn(selectAttr(packages, attribute, site))
        : [],
    );
  });
}

/** Of what is there for several platforms, mostly alike, that for one of them: of Linux, if there is such a one. */
export function ofOnePlatform(platforms: Value, site: Site): Value | undefined {
  if (platforms.kind !== 'attrs') return undefined;
  const names = [...platforms.entries.keys()];
  const name = ['x86_64-linux', ...names.filter((each) => each.endsWith('-linux')), ...names].find((each) =>
    platforms.entries.has(each),
  );
  return name === undefined ? undefined : selectAttr(platforms, name, site);
}

/** The systems in a set, by name; where it is not known which of several sets it is, those of all of them. */
function systemsIn(value: Value): readonly NamedSystem[] {
  const found = new Map<string, NamedSystem>();
  for (const set of outcomesOf(value)) {
    if (set.kind !== 'attrs') continue;
    for (const [host, { slot }] of set.entries) {
      const system = outcomesOf(force(slot))
        .map(systemOf)
        .find((made) => made !== undefined);
      if (system !== undefined && !found.has(host)) found.set(host, { host, system });
    }
  }
  return [...found.values()];
}

/** The nodes of hives are mostly made of the same modules as the hosts of their names. */
function withHives(hosts: readonly NamedSystem[], hives: readonly Value[]): readonly NamedSystem[] {
  const known = new Set(hosts.filter(({ system }) => system.kind === 'nixos').map(({ host }) => host));
  const nodes = hives.flatMap(systemsIn).filter(({ host }) => {
    const isNew = !known.has(host);
    known.add(host);
    return isNew;
  });
  return [...hosts, ...nodes];
}
