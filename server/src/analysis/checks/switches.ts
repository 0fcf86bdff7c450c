// Whether an option is read at all: what is not on reads none of its settings.
import { isOftenSet } from '../../modules/defaults';
import { factOf } from '../../modules/facts';
import { mergedValue } from '../../modules/merge/merged-value';
import type { System } from '../../modules/system';
import { mergedAt } from '../lookup';

/** `off`: a switch around or beside it is. `maybe`: that is not known. */
export type Switched = 'on' | 'off' | 'maybe';

/** How the `….enable` options beside an option and around it stand together. */
export function switchedAt(path: readonly string[], system: System): Switched {
  let all: Switched = 'on';
  for (let length = path.length - 1; length > 0; length--) {
    const isItself = length === path.length - 1 && path[length] === 'enable';
    const one = isItself ? 'on' : stateOf([...path.slice(0, length), 'enable'], system);
    if (one === 'off') return 'off';
    if (one === 'maybe') all = 'maybe';
  }
  return all;
}

/** What switches less than all that is below: Home Manager puts files in place whatever `xdg.enable` says. */
const PARTIAL: ReadonlySet<string> = new Set(['xdg.enable']);

/** Of one switch; what is none keeps nothing from being read. */
function stateOf(path: readonly string[], system: System): Switched {
  if (PARTIAL.has(path.join('.'))) return 'on';
  const merged = mergedAt(system, path);
  if (merged !== undefined && merged.definitions.length > 0) {
    const value = mergedValue(merged);
    return value.kind === 'bool' ? (value.value ? 'on' : 'off') : 'maybe';
  }
  const { input, collection } = system.evaluation;
  const fact = factOf(input.facts, path);
  if (fact.kind !== 'option' || fact.default === 'true') return 'on';
  return fact.default === 'false' && !isOftenSet(path, fact.default) && collection.opaque.length === 0
    ? 'off'
    : 'maybe';
}
