// What runs now, seen from the newest generation. Pure.
import type { RunSpec } from '../../protocol/run';
import type { Built, MachineFacts } from '../machine/facts';
import { whereAmI } from './where-am-i';

export type Running =
  | { readonly kind: 'base' }
  | { readonly kind: 'specialisation'; readonly name: string }
  | { readonly kind: 'other' };

/** Which part of what is built runs now; `other` when it is none of them or nothing is known. */
export function runningPart(built: Built | undefined, running: string | undefined): Running {
  if (built === undefined || running === undefined) return { kind: 'other' };
  if (running === built.path) return { kind: 'base' };
  for (const [name, path] of built.specialisations) if (path === running) return { kind: 'specialisation', name };
  return { kind: 'other' };
}

/** The specialisation that runs now, of NixOS or of the home: also one of an older generation. */
export function runningNow(system: RunSpec['system'], machine: MachineFacts): string | null {
  if (system === 'nixos') return whereAmI(machine).active.name;
  const running = runningPart(machine.home, machine.runningHome);
  return running.kind === 'specialisation' ? running.name : null;
}
