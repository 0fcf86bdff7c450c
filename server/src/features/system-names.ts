// How systems are called beside each other.
import type { SystemKind } from '../modules/system-options';
import { l10n } from '../protocol/l10n';

/** A base, or a specialisation, of a host or of a configuration without one. */
export interface NamedSystem {
  readonly host: string | null;
  /** null: the base. */
  readonly specialisation: string | null;
}

/** Hosts are named only where there are several. */
export function namesOf(systems: readonly NamedSystem[]): (system: NamedSystem) => string {
  const hasHosts = new Set(systems.map(({ host }) => host)).size > 1;
  return ({ host, specialisation }) =>
    hasHosts && host !== null
      ? [host, ...(specialisation === null ? [] : [specialisation])].join('/')
      : (specialisation ?? l10n.t('base'));
}

/** On how many hosts each specialisation is, and the base. */
function hostsOf(systems: readonly NamedSystem[]): ReadonlyMap<string | null, number> {
  const hosts = new Map<string | null, Set<string | null>>();
  for (const { host, specialisation } of systems)
    hosts.set(specialisation, (hosts.get(specialisation) ?? new Set()).add(host));
  return new Map([...hosts].map(([specialisation, on]) => [specialisation, on.size]));
}

/** Some of the systems: what is among them on every host that has it is named once, without hosts. */
export function namesTogether(some: readonly NamedSystem[], all: readonly NamedSystem[]): readonly string[] {
  const [nameOf, here, everywhere] = [namesOf(all), hostsOf(some), hostsOf(all)];
  const names = some.map((system) => {
    const { specialisation } = system;
    const count = everywhere.get(specialisation) ?? 0;
    return count > 1 && here.get(specialisation) === count ? (specialisation ?? l10n.t('base')) : nameOf(system);
  });
  return [...new Set(names)];
}

/** Some systems where not all are known: what several hosts or homes have is named once, with their number. */
export function namesCounted(some: readonly (NamedSystem & { readonly kind: SystemKind })[]): {
  readonly count: number;
  readonly text: string;
} {
  const nameOf = namesOf(some);
  const of = (kind: SystemKind) => hostsOf(some.filter((system) => system.kind === kind));
  const counts = { nixos: of('nixos'), 'home-manager': of('home-manager') };
  const alone = new Set<string>();
  const together = new Map<string, { readonly names: Set<string>; readonly kind: SystemKind; readonly on: number }>();
  for (const system of some) {
    const { kind, specialisation } = system;
    const on = counts[kind].get(specialisation) ?? 0;
    const group = together.get(`${kind} ${on}`) ?? { names: new Set(), kind, on };
    if (on <= 1) alone.add(nameOf(system));
    else together.set(`${kind} ${on}`, { ...group, names: group.names.add(specialisation ?? l10n.t('base')) });
  }
  const counted = [...together.values()].map(({ names, kind, on }) => {
    const row = [...names].join(', ');
    return kind === 'nixos' ? l10n.t('{0} on {1} hosts', row, on) : l10n.t('{0} in {1} homes', row, on);
  });
  const count = [...together.values()].reduce((sum, { names }) => sum + names.size, alone.size);
  return { count, text: [...counted, ...alone].join(', ') };
}

/** How many systems there are, in the word for what they are. */
export function systemsCounted(count: number, kinds: readonly SystemKind[]): string {
  const isHome = kinds.includes('home-manager');
  if (isHome && kinds.includes('nixos')) return l10n.t('{0} configurations', count);
  return isHome ? l10n.t('{0} homes', count) : l10n.t('{0} hosts', count);
}
