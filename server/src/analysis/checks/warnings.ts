// What the configuration's own modules warn of, in a base and in its specialisations.
import type { Location } from '../../base/span';
import { isMadeUp } from '../../eval/paths';
import { force } from '../../eval/thunk';
import type { System } from '../../modules/system';
import type { Analysis } from '../analysis';

export interface Warning {
  readonly system: System;
  readonly message: string;
  /** Where the definition is written that says it. */
  readonly place: Location;
}

/** Each once: what the base says already is not repeated for specialisations. */
export function warningsIn({ base }: Analysis): readonly Warning[] {
  const own = saidIn(base);
  const known = new Set(own.map(({ message }) => message));
  const more = base.specialised.flatMap((system) => saidIn(system).filter(({ message }) => !known.has(message)));
  return [...own, ...more];
}

const PATH = ['warnings'];

function saidIn(system: System): readonly Warning[] {
  const { evaluation, entry } = system;
  if (entry?.doubt !== undefined || entry?.inheritParentConfig === null || evaluation.raws(PATH).length === 0)
    return [];
  const { winners, onTheWay } = evaluation.merged(PATH);
  if (onTheWay !== undefined) return [];
  return winners.flatMap((definition) => {
    const value = force(definition.slot);
    const { origin } = definition.entry;
    const place = origin && { file: origin.file, start: origin.key.start, end: origin.key.end };
    if (value.kind !== 'list' || place === undefined || isMadeUp(place.file)) return [];
    return value.items.flatMap((item): readonly Warning[] => {
      const text = force(item);
      return text.kind === 'string' ? [{ system, message: text.text, place }] : [];
    });
  });
}
