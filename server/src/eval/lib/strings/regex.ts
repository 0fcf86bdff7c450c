// Regular expressions for the library's own use.
import type { Site } from '../../site';
import { lift } from '../../unknowns';
import { bool, type Slot, type Value } from '../../values';
import { builtin } from '../builtin';

/** Whether the expression matches all of a string. */
export const matchesWhole = (expression: Slot, text: Slot, site: Site): Value =>
  lift(builtin('match', [expression, text], site), (groups) => bool(groups.kind === 'list'));
