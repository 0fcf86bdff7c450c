// Which configuration a run is about: the one that is asked for, or the one of this machine, or the only one.
import type { SystemSummary } from '../../analysis/reports/summary';
import type { ConfigRoot } from '../../protocol/run';
import type { MachineFacts } from '../../run/machine/facts';
import { quoted } from '../../run/names';
import { isOtherMachine } from '../../run/plan/remote';
import type { Environment } from '../command';
import { flakeAround, type Target } from '../target';

export interface RunSystem {
  readonly kind: 'nixos' | 'home-manager';
  readonly host: string | null;
  /** On the disk of this machine. */
  readonly root: ConfigRoot;
  /** As it was analysed; undefined where no analysis found it. */
  readonly summary: SystemSummary | undefined;
}

export interface Asked {
  readonly isHome: boolean;
  readonly host: string | null;
  readonly specialisation: string | null;
  /** Whether the name of the host is part of what runs. */
  readonly needsHost: boolean;
}

const isOf = ({ host }: SystemSummary, asked: Asked): boolean => asked.host === null || host === asked.host;

/**
 * The configurations of the kind that is meant: systems, or homes that stand alone, or those that belong to a system;
 * of these the first that has the specialisation. No machines of tests, no parts of what was not found.
 */
export function candidates(systems: readonly SystemSummary[], asked: Asked): readonly SystemSummary[] {
  const runnable = systems.filter(({ isTest, isFragment }) => !isTest && !isFragment);
  const homes = runnable.filter(({ kind }) => kind === 'home-manager');
  const groups = [
    asked.isHome ? [] : runnable.filter(({ kind }) => kind === 'nixos'),
    homes.filter(({ inside }) => inside.length === 0),
    homes.filter(({ inside }) => inside.length > 0),
  ].filter((group) => group.some((system) => isOf(system, asked)));
  const hasIt = (system: SystemSummary): boolean =>
    isOf(system, asked) && system.specialisations.some(({ name }) => name === asked.specialisation);
  return groups.find((group) => group.some(hasIt)) ?? groups[0] ?? [];
}

/** The host where none is asked for: this machine's, or the only one; else why that is not clear. */
export function hostOf(
  systems: readonly SystemSummary[],
  asked: Asked,
  machine: MachineFacts,
): { readonly host: string | null } | { readonly unclear: string } {
  const hosts = [...new Set(systems.flatMap(({ host }) => host ?? []))];
  const system = systems[0]?.kind ?? 'nixos';
  const own = hosts.filter((host) => machine.host !== undefined && !isOtherMachine({ system, host }, machine));
  // Of “me” and “me@laptop” the second is the one that home-manager takes, too.
  const [named] = own.sort((a, b) => b.length - a.length);
  const local = named ?? onlyOf(systems.filter((one) => isNamedBy(one, machine)));
  if (asked.host !== null || hosts.length <= 1 || local != null)
    return { host: asked.host ?? local ?? hosts[0] ?? null };
  if (!asked.needsHost) return { host: null };
  const none = system === 'nixos' ? 'No host has the name of this machine' : 'No home has the name of this user';
  return { unclear: `${none}; --host says which: ${hosts.map(quoted).join(', ')}.` };
}

/**
 * The machine by the name that its configuration goes by: one whose `networking.hostName` is the machine's is no other
 * machine's.
 */
export function machineNamedBy({ kind, summary }: RunSystem, machine: MachineFacts): MachineFacts {
  const isNamed = kind === 'nixos' && summary?.host != null && isNamedBy(summary, machine);
  return isNamed ? { ...machine, host: summary.host ?? machine.host } : machine;
}

const onlyOf = ([one, ...more]: readonly SystemSummary[]): string | null | undefined =>
  more.length > 0 ? undefined : one?.host;

/** The first label of a full name is the name, too. */
function isNamedBy({ hostName }: SystemSummary, { host }: MachineFacts): boolean {
  return hostName !== null && host !== undefined && (hostName === host || hostName === host.split('.')[0]);
}

/** The configuration of that host, or what is asked for where there is none. */
export function systemOf(
  systems: readonly SystemSummary[],
  host: string | null,
  { isHome }: Asked,
  fallback: ConfigRoot,
): RunSystem {
  const summary = systems.find((system) => host === null || system.host === host);
  const root = summary?.configRoot ?? systems[0]?.configRoot ?? fallback;
  return { kind: systems[0]?.kind ?? (isHome ? 'home-manager' : 'nixos'), host: summary?.host ?? host, root, summary };
}

/** Where nothing was analysed: a flake, or the file itself. */
export function rootAt({ base, file }: Target, { disk }: Environment): ConfigRoot | undefined {
  const flake = flakeAround(base, disk);
  if (flake !== undefined) return { kind: 'flake', path: flake };
  const configuration = file ?? `${base}/configuration.nix`;
  return disk.kind(configuration) === 'file' ? { kind: 'classic', path: configuration } : undefined;
}
