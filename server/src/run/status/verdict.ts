// Whether a configuration, as Nix itself has evaluated it, is what runs. Pure.
import type { MachineFacts } from '../machine/facts';
import { whereAmI } from './where-am-i';

/** `fails`: it does not evaluate. `unknown`: nothing of what runs can be compared with it. */
export type Verdict = 'same' | 'differs' | 'fails' | 'unknown';

/** What Nix has found: where the built system lies, or would lie. */
export interface Checked {
  /** The specialisation; null is the base. */
  readonly specialisation: string | null;
  /** Null: it does not evaluate. Undefined: it does, but where that is built is not known. */
  readonly output: string | null | undefined;
}

type Seen = Pick<MachineFacts, 'generations' | 'runningSystem'> & Parameters<typeof whereAmI>[0];

/** Compared with the part of that name of the generation that runs. */
export function verdictOf({ specialisation, output }: Checked, facts: Seen): Verdict {
  if (output === null) return 'fails';
  const running = runningPath(specialisation, facts);
  if (output === undefined || running === undefined) return 'unknown';
  return output === running ? 'same' : 'differs';
}

/** What of the system that runs a part of the configuration would be; it need not be the part that is active. */
function runningPath(name: string | null, facts: Seen): string | undefined {
  const { active } = whereAmI(facts);
  const generation =
    active.by === 'path'
      ? facts.generations.find(({ number, path, specialisations }) => {
          const isIt =
            path === facts.runningSystem || [...specialisations.values()].includes(facts.runningSystem ?? '');
          return number === active.generation && isIt;
        })
      : undefined;
  if (generation !== undefined) return name === null ? generation.path : generation.specialisations.get(name);
  const isActive = name === null ? active.kind === 'base' : active.names.includes(name);
  return isActive ? facts.runningSystem : undefined;
}
