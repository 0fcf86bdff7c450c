// Which of the configurations that share a place is this machine's.
import type { MachineState } from '../protocol/machine';
import type { SpecialisationTarget } from '../protocol/requests';
import type { Systems } from './targets';

/** `asks`: there are several, none is named as this machine, and nobody has said which it is. */
export type Belongs = 'here' | 'elsewhere' | 'asks';

type Named = Pick<SpecialisationTarget, 'system' | 'host' | 'root'>;

/** Whether a target is a configuration of this machine, and of its user. */
export function belongs(target: Named, { systems }: Systems, machine: MachineState): Belongs {
  const { host, root } = target;
  if (host === null) return 'here';
  const said = machine.own[root.path];
  if (said !== undefined && target.system === 'nixos') return said === host ? 'here' : 'elsewhere';
  const others = systems.filter(
    ({ kind, configRoot, isTest }) => kind === target.system && configRoot.path === root.path && !isTest,
  );
  const named = others.filter((other) => isNamed(other.host, other.hostName, target.system, machine));
  if (named.length > 0) return named.some((other) => other.host === host) ? 'here' : 'elsewhere';
  return new Set(others.map((other) => other.host)).size <= 1 ? 'here' : 'asks';
}

/** By the name of the configuration, else by the one it gives its machine; homes are named `user`, or `user@host`. */
function isNamed(
  host: string | null,
  hostName: string | null,
  system: Named['system'],
  { host: full, user }: MachineState,
): boolean {
  if (host === null) return true;
  const short = full?.split('.')[0];
  const names = [full, short].filter((name) => name !== null && name !== undefined && name !== '');
  if (names.includes(host) || (hostName !== null && names.includes(hostName))) return true;
  return (
    system === 'home-manager' && user !== null && (host === user || names.some((name) => host === `${user}@${name}`))
  );
}
