// Which of the configurations that share a place is this machine's. For client and server alike: a lens and what it
// starts must agree.
import type { MachineState } from './machine';
import type { RunSpec } from './run';

/** `asks`: there are several, none is named as this machine, and nobody has said which it is. */
export type Belongs = 'here' | 'elsewhere' | 'asks';

type Named = Pick<RunSpec, 'system' | 'host' | 'root'>;

/** A configuration, as far as it takes to tell whose it is. */
export interface NamedSystem extends Named {
  /** What its machine is called: `networking.hostName`. */
  readonly hostName: string | null;
}

/** Whether a target is a configuration of this machine, and of its user. `systems`: all, machines of tests left out. */
export function belongs(target: Named, systems: readonly NamedSystem[], machine: MachineState): Belongs {
  const { host, root } = target;
  if (host === null) return 'here';
  const said = machine.own[root.path];
  if (said !== undefined && target.system === 'nixos') return said === host ? 'here' : 'elsewhere';
  const others = systems.filter(({ system, root: { path } }) => system === target.system && path === root.path);
  const named = others.filter((other) => isNamed(other, machine));
  if (named.length > 0) return named.some((other) => other.host === host) ? 'here' : 'elsewhere';
  if (isNamed({ ...target, hostName: null }, machine)) return 'here';
  return new Set(others.map((other) => other.host)).size <= 1 ? 'here' : 'asks';
}

/** By the name of the configuration, else by the one it gives its machine; homes are named `user`, or `user@host`. */
function isNamed({ host, hostName, system }: NamedSystem, { host: full, user }: MachineState): boolean {
  if (host === null) return true;
  const short = full?.split('.')[0];
  const names = [full, short].filter((name) => name !== null && name !== undefined && name !== '');
  if (names.includes(host) || (hostName !== null && names.includes(hostName))) return true;
  return (
    system === 'home-manager' && user !== null && (host === user || names.some((name) => host === `${user}@${name}`))
  );
}
