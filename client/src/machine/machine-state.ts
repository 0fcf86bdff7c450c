// What the server is told of this machine, from what was seen of it and what is remembered. Pure.
import type { BuiltState, MachineState } from '../../../server/src/protocol/machine';
import { bootWord } from '../../../server/src/run/machine/boot-parts';
import type { MachineFacts } from '../../../server/src/run/machine/facts';
import type { RunSettings } from '../../../server/src/run/settings';
import { runningPart } from '../../../server/src/run/status/running-part';
import { rebootNeeded, whereAmI } from '../../../server/src/run/status/where-am-i';
import type { Memory } from '../memory';

/** `facts` undefined: nobody has looked yet. */
export function machineStateOf(
  facts: MachineFacts | undefined,
  memory: Pick<Memory, 'own' | 'chosen'>,
  hosts: RunSettings['hosts'],
): MachineState {
  return {
    host: facts?.host ?? null,
    user: facts === undefined || facts.user === '' ? null : facts.user,
    own: memory.own('nixos'),
    chosen: memory.chosen(),
    reachable: Object.entries(hosts).flatMap(([name, { targetHost }]) => (targetHost === undefined ? [] : [name])),
    built: {
      nixos: facts === undefined ? null : builtSystem(facts),
      'home-manager': facts === undefined ? null : builtHome(facts),
    },
  };
}

function builtSystem(facts: MachineFacts): BuiltState | null {
  if (facts.system === undefined) return null;
  const specialisations = [...facts.system.specialisations];
  const booted = facts.details.get(facts.bootedSystem ?? facts.startedSystem ?? '');
  const reboot = specialisations.flatMap(([name, path]) => {
    const parts = rebootNeeded(booted, facts.details.get(path)).map(bootWord);
    return parts.length === 0 ? [] : [[name, parts] as const];
  });
  return {
    ...activeIn(facts),
    names: specialisations.map(([name]) => name),
    reboot: Object.fromEntries(reboot),
  };
}

/** A part of an older generation is not the one that a switch would activate. */
function activeIn(facts: MachineFacts): Pick<BuiltState, 'active'> {
  const { active } = whereAmI(facts);
  const current = facts.generations.find(({ isCurrent }) => isCurrent)?.number;
  const isOlder = active.generation !== null && current !== undefined && active.generation !== current;
  if (isOlder || active.kind === 'unregistered' || active.kind === 'none') return {};
  return { active: active.name };
}

function builtHome({ home, runningHome }: MachineFacts): BuiltState | null {
  if (home === undefined) return null;
  const running = runningPart(home, runningHome);
  const active = running.kind === 'other' ? {} : { active: running.kind === 'base' ? null : running.name };
  return { ...active, names: [...home.specialisations.keys()], reboot: {} };
}
