// The other side of a conflict, in words: who it is, what it sets, and where. Behind "Conflicts with", which asks for a
// case in other languages, so that each of them is a text of its own.
import type { Analysis } from '../../analysis/analysis';
import type { Location } from '../../base/span';
import type { Definition } from '../../modules/definition';
import { inRow, locationOf } from './places';
import { quoted } from './quotes';
import { inWords, type Wording } from './wording';

/** A definition on the other side, and in which specialisations it is met. */
export interface Other {
  readonly definition: Definition;
  readonly isUnique: boolean;
  readonly from: 'here' | 'base' | 'specialisation';
  readonly names: readonly string[];
}

export function otherSide({ definition, isUnique, from, names }: Other, analysis: Analysis): Wording {
  const value = quoted(definition);
  const at = locationOf(definition);
  if (from === 'here')
    return isUnique
      ? inWords('another definition, which defines it too, with {0}{1}', value, at)
      : inWords('another definition, which sets {0}{1}', value, at);
  if (from === 'base') return baseSide(value, at, isUnique, analysis);
  const list = inRow(names);
  if (names.length === 1)
    return isUnique
      ? inWords('specialisation {0}, which defines it too, with {1}{2}', list, value, at)
      : inWords('specialisation {0}, which sets {1}{2}', list, value, at);
  return isUnique
    ? inWords('specialisations {0}, which define it too, with {1}{2}', list, value, at)
    : inWords('specialisations {0}, which set {1}{2}', list, value, at);
}

function baseSide(value: Wording, at: Location | undefined, isUnique: boolean, { base }: Analysis): Wording {
  if (base.input.kind === 'nixos')
    return isUnique
      ? inWords('the base system, which defines it too, with {0}{1}', value, at)
      : inWords('the base system, which sets {0}{1}', value, at);
  return isUnique
    ? inWords('the base home configuration, which defines it too, with {0}{1}', value, at)
    : inWords('the base home configuration, which sets {0}{1}', value, at);
}
