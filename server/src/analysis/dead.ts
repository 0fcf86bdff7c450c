// Definitions of specialisations that never count, because a definition of the base system is stronger wherever they take part.
import { equal } from '../eval/compare';
import type { Definition } from '../modules/definition';
import { isSystemDefinition } from '../modules/merge/definitions';
import type { Merged } from '../modules/merge/outcome';
import { MERGE_SITE } from '../modules/merge/scalars';
import type { System } from '../modules/system';
import { mergedAt } from './lookup';
import { enteredSets, meetings } from './meetings';

/** A definition as it is written, and where it loses. */
export interface DeadDefinition {
  readonly path: readonly string[];
  readonly definition: Definition;
  /** The specialisations it takes part in; it counts in none. */
  readonly systems: readonly System[];
  /** The stronger definition, in the first of them. */
  readonly winner: Definition;
  /** Whether it would say the same. */
  readonly isSame: boolean;
}

/** What NixOS fixes in every specialisation (no-clone.nix) and people set all the same. */
const FIXED = ['boot', 'loader', 'grub', 'device'];

export function deadDefinitions(base: System): readonly DeadDefinition[] {
  const places = new Map<string, { readonly dead: Omit<DeadDefinition, 'systems'>; readonly systems: System[] }>();
  const alive = new Set<string>();
  for (const system of base.children) {
    const isChildOf = system.entry?.inheritParentConfig !== null;
    for (const merged of mergedIn(system)) {
      for (const definition of merged.definitions) {
        const key = placeOf(definition, merged);
        if (definition.module.scope !== 'child' || key === undefined) continue;
        const winner = isChildOf ? strongerThan(definition, merged) : undefined;
        const known = places.get(key);
        if (winner === undefined) alive.add(key);
        else if (known !== undefined) known.systems.push(system);
        else places.set(key, { dead: { path: merged.path, definition, winner, isSame: isSame(definition, winner) }, systems: [system] });
      }
    }
  }
  return [...places].flatMap(([key, { dead, systems }]) => {
    // Where nothing else defines the option, it was not looked at yet.
    const others = base.children.filter((system) => !systems.includes(system));
    const counts = alive.has(key) || others.some((system) => takesPart(key, dead.path, system));
    return counts ? [] : [{ ...dead, systems }];
  });
}

function takesPart(key: string, path: readonly string[], system: System): boolean {
  const merged = mergedAt(system, path);
  return merged?.definitions.some((definition) => placeOf(definition, merged) === key) ?? false;
}

function mergedIn(system: System): readonly Merged[] {
  const found = [...enteredSets(system), ...meetings(system)];
  if (system.input.kind !== 'nixos') return found;
  const fixed = system.evaluation.merged(FIXED);
  return found.includes(fixed) ? found : [...found, fixed];
}

/** One definition as written. A function that is applied several times gives several at one place: they are one. */
function placeOf({ entry: { origin } }: Definition, { path }: Merged): string | undefined {
  return origin && JSON.stringify([path, origin.file, origin.key.start, origin.value.start]);
}

/**
 * The definition of the base (or of NixOS itself) that certainly counts and is stronger. That one within the specialisation is stronger is nothing
 * to speak of: its own modules give defaults for it.
 */
function strongerThan(definition: Definition, { winners }: Merged): Definition | undefined {
  return winners.find(
    (winner) =>
      winner.priority < definition.priority && (isSystemDefinition(winner) ? winner.priority === 0 : winner.module.scope === 'parent'),
  );
}

const isSame = (a: Definition, b: Definition): boolean => {
  const answer = equal(a.slot, b.slot, MERGE_SITE);
  return answer.kind === 'bool' && answer.value;
};
