// What runs now, seen from the newest generation. Pure.
import type { Built } from '../machine/facts';

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
