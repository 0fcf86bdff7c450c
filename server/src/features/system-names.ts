// How systems are called beside each other.
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
