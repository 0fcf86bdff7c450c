// Definitions of specialisations that never count, because a definition of the base system is
// stronger wherever they take part.

import { equal } from '../../eval/compare';
import { NO_SITE } from '../../eval/site';
import { force } from '../../eval/thunk';
import type { Definition } from '../../modules/definition';
import { fixedSettings } from '../../modules/filled-options';
import { isSystemDefinition } from '../../modules/merge/definitions';
import type { Merged } from '../../modules/merge/outcome';
import type { System } from '../../modules/system';
import { isCombined } from '../../options/merge-class';
import { enteredSets, mergePoints } from '../merge-points';
import { agreedOnDefinitions } from './agreement';

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
  /**
   * `joins`: beside the winner, at its priority, both would count. `clashes`: they are sets that would, but
   * for attributes they both have.
   */
  readonly together: 'joins' | 'clashes' | 'never';
}

export function deadDefinitions(base: System): readonly DeadDefinition[] {
  return agreedOnDefinitions(base, mergedIn, (definition, merged) => {
    const winner = strongerThan(definition, merged);
    return (
      winner && {
        path: merged.path,
        definition,
        winner,
        isSame: isSame(definition, winner),
        together: together(definition, merged),
      }
    );
  });
}

function mergedIn(system: System): readonly Merged[] {
  const found = [...enteredSets(system), ...mergePoints(system)];
  const fixed = fixedSettings(system.input.kind).map((path) => system.evaluation.merged(path));
  return [...new Set([...found, ...fixed])];
}

/**
 * The definition of the base (or of NixOS itself) that certainly counts and is stronger. That one within the
 * specialisation is stronger is nothing to speak of: its own modules give defaults for it.
 */
function strongerThan(definition: Definition, { winners }: Merged): Definition | undefined {
  return winners.find(
    (winner) =>
      winner.priority < definition.priority &&
      (isSystemDefinition(winner) ? winner.priority === 0 : winner.module.scope === 'base'),
  );
}

function together(definition: Definition, { class: type, winners }: Merged): DeadDefinition['together'] {
  if (!isCombined(type)) return 'never';
  const value = force(definition.slot);
  if (value.kind !== 'attrs')
    return value.kind === 'list' || value.kind === 'string' || value.kind === 'partial-string' ? 'joins' : 'never';
  const others = winners.map(({ slot }) => force(slot));
  if (value.open !== undefined || others.some((other) => other.kind !== 'attrs')) return 'clashes';
  const names = [...value.entries.keys()];
  return others.some((other) => other.kind === 'attrs' && names.some((name) => other.entries.has(name)))
    ? 'clashes'
    : 'joins';
}

const isSame = (a: Definition, b: Definition): boolean => {
  const answer = equal(a.slot, b.slot, NO_SITE);
  return answer.kind === 'bool' && answer.value;
};
