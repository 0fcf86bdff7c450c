// Trying the outcomes of what is not decided. Each is computed, so recursion below an undecided condition has no end of
// its own: it is given one here.

import { inShare } from './budget';
import { type Fork, meter } from './meter';
import type { Site } from './site';
import type { UnknownValue, Value } from './values';

/**
 * So often the same condition may be undecided within its own outcomes: the next time it has made no progress.
 * A choice has no room for more.
 */
const SAME_LIMIT = 6;
const LIMIT = 48;
/** How much deeper evaluation may go than where the outermost of them stands. */
const DEPTH = 3000;
/** What all outcomes below the outermost may cost together. */
const SHARE = 1 / 2;

/**
 * The value of one outcome of something undecided at `site`, or `reason`, why it is
 * undecided, where that leads nowhere.
 */
export function outcomeOf(site: Site | undefined, reason: UnknownValue, compute: () => Value): Value {
  const { fork: up, depthLimit } = meter;
  const same = site === undefined ? 1 : timesOf(site, up) + 1;
  const all = up === undefined ? 1 : up.all + 1;
  if (same > SAME_LIMIT || all > LIMIT) return reason;
  meter.fork = { site, same, all, up };
  if (up === undefined) meter.depthLimit = Math.min(depthLimit, meter.depth + DEPTH);
  const value = up === undefined ? inShare(compute, SHARE) : compute();
  meter.fork = up;
  meter.depthLimit = depthLimit;
  return value;
}

function timesOf(site: Site, innermost: Fork | undefined): number {
  for (let fork = innermost; fork !== undefined; fork = fork.up) if (fork.site === site) return fork.same;
  return 0;
}
