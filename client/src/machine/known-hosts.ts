// What is known of configurations, and of whose they are.
import type { Memory } from '../memory';
import type { Systems } from '../systems';
import type { Machine } from './machine';
import type { Known } from './own-host';

export interface KnownParts {
  readonly machine: Pick<Machine, 'state'>;
  readonly memory: Pick<Memory, 'own'>;
  readonly systems: Pick<Systems, 'known'>;
}

/** What is known of the configurations and of whose they are. */
export const knownHosts = ({ machine, memory, systems }: KnownParts): Known => ({
  systems: systems.known(),
  state: machine.state(),
  homes: memory.own('home-manager'),
});
