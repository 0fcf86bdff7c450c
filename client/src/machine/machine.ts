// This machine, as the rest of the client knows it: looked at once, and again when something of it changes. The one
// place that holds it; the status bar, menus, runs and, through the server, lenses read it.
import type { MachineState } from '../../../server/src/protocol/machine';
import type { MachineFacts } from '../../../server/src/run/machine/facts';
import type { Revision } from '../../../server/src/run/machine/revision';
import type { RunSettings } from '../../../server/src/run/settings';
import { type Where, whereAmI } from '../../../server/src/run/status/where-am-i';
import type { Log } from '../log';
import type { Memory } from '../memory';
import { machineStateOf } from './machine-state';
import type { Watched } from './watch';

/** What was seen of it at a moment. */
export interface Looked {
  readonly facts: MachineFacts;
  readonly where: Where;
  /** What the running system was built from, where it says so. */
  readonly built: Revision | undefined;
}

export interface Machine {
  /** Undefined until it was looked at. */
  readonly looked: () => Looked | undefined;
  readonly state: () => MachineState;
  /** Looks at it now. Calls made meanwhile count as one. */
  readonly refresh: () => Promise<void>;
  /** Something that is remembered of it, or set, is different now. */
  readonly changed: () => void;
  /** Calls back when it is different from before. */
  readonly onChanged: (listener: () => void) => Watched;
  readonly dispose: () => void;
}

export interface MachineParts {
  readonly look: () => Promise<Omit<Looked, 'where'>>;
  /** Calls back when it should be looked at again. Only asked for where there is something to see. */
  readonly watch: (onChange: () => void) => Watched;
  readonly memory: Pick<Memory, 'own' | 'chosen'>;
  readonly hosts: () => RunSettings['hosts'];
  readonly log: Pick<Log, 'error'>;
}

/** Whether there is NixOS on it, or a home of Home Manager. */
export function isSomething({ system, runningSystem, home }: MachineFacts): boolean {
  return system !== undefined || runningSystem !== undefined || home !== undefined;
}

export function createMachine({ look, watch, memory, hosts, log }: MachineParts): Machine {
  const listeners = new Set<() => void>();
  let looked: Looked | undefined;
  let known = '';
  let watched: Watched | undefined;
  let isDisposed = false;
  const state = (): MachineState => machineStateOf(looked?.facts, memory, hosts());

  const changed = (): void => {
    const now = JSON.stringify([state(), looked?.where, looked?.built, looked?.facts.generations.map(essence)]);
    if (now === known) return;
    known = now;
    for (const listener of listeners) listener();
  };

  const lookAgain = async (): Promise<void> => {
    const { facts, built } = await look();
    if (isDisposed) return;
    looked = { facts, built, where: whereAmI(facts) };
    const isWorth = isSomething(facts);
    if (isWorth) watched ??= watch(() => void refresh());
    else {
      watched?.dispose();
      watched = undefined;
    }
    changed();
  };

  let refreshing: Promise<void> | undefined;
  let again = false;
  const refresh = (): Promise<void> => {
    again = true;
    refreshing ??= (async () => {
      while (again && !isDisposed) {
        again = false;
        await lookAgain().catch((error: unknown) => log.error(`machine failed error=${String(error)}`));
      }
    })().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };

  return {
    looked: () => looked,
    state,
    refresh,
    changed,
    onChanged: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    dispose: () => {
      isDisposed = true;
      watched?.dispose();
      listeners.clear();
    },
  };
}

const essence = ({ profile, number, path, isCurrent }: MachineFacts['generations'][number]) => [
  profile,
  number,
  path,
  isCurrent,
];
