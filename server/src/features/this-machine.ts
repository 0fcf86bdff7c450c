// Which of the configurations that share a place is this machine's.
import type { MachineState } from '../protocol/machine';
import type { SpecialisationTarget } from '../protocol/requests';
import { type Belongs, belongs as belongsAmong } from '../protocol/this-machine';
import type { Systems } from './targets';

/** Whether a target is a configuration of this machine, and of its user. */
export function belongs(
  target: Pick<SpecialisationTarget, 'system' | 'host' | 'root'>,
  { systems }: Systems,
  machine: MachineState,
): Belongs {
  const named = systems
    .filter(({ isTest }) => !isTest)
    .map(({ kind, host, hostName, configRoot }) => ({ system: kind, host, hostName, root: configRoot }));
  return belongsAmong(target, named, machine);
}
