// In a browser there is no machine to look at.
import { UNKNOWN_MACHINE } from '../../../server/src/protocol/machine';
import type { Machine } from '../machine/machine';
import type { Memory } from '../memory';

/** Nothing is known of it but what is remembered. */
export function noMachine(memory: Memory): Machine {
  const listeners = new Set<() => void>();
  return {
    looked: () => undefined,
    state: () => ({ ...UNKNOWN_MACHINE, own: memory.own('nixos'), chosen: memory.chosen() }),
    refresh: async () => {},
    changed: () => {
      for (const listener of listeners) listener();
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    dispose: () => listeners.clear(),
  };
}
