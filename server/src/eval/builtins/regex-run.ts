// Runs a compiled regular expression the way real Nix's library does: loops are greedy, of alternatives the longer
// match wins, the first of equals.
import { meter, spend } from '../budget';
import type { UnknownValue } from '../values';
import type { Regex, State } from './regex-compile';

export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** Start and end of each group; undefined where it took no part. */
  readonly groups: readonly (readonly [number, number] | undefined)[];
}

export interface RegexSearch {
  readonly from: number;
  /** The whole rest must match. */
  readonly exact?: boolean;
  /** A match of nothing does not count. */
  readonly nonEmpty?: boolean;
  /** Something stands before `from`, so `^` does not hold there. */
  readonly midway?: boolean;
}

/** A pending step of the search: another way to try, or something to put back on the way to it. */
type Pending =
  | { readonly kind: 'try'; readonly state: number; readonly at: number; readonly unless: number }
  | {
      readonly kind: 'group';
      readonly index: number;
      readonly start: number;
      readonly end: number;
      readonly open: number;
    }
  | { readonly kind: 'turns'; readonly state: number; readonly at: number; readonly count: number }
  | { readonly kind: 'settled'; readonly key: number; readonly accepts: number };

const ALWAYS = -1;

/** The match that starts at `search.from`, if there is one; unknown when the budget ends before the answer. */
export function matchAt(regex: Regex, bytes: string, search: RegexSearch): RegexMatch | UnknownValue | undefined {
  const { states } = regex;
  const starts = new Int32Array(regex.groups).fill(-1);
  const ends = new Int32Array(regex.groups).fill(-1);
  const opened = new Int32Array(regex.groups);
  const turnsAt = new Map<number, { readonly at: number; readonly count: number }>();
  const settled = new Map<number, boolean>();
  const pending: Pending[] = [];
  let best: RegexMatch | undefined;
  let accepts = 0;
  let at = search.from;
  let current = regex.start;

  /** Goes back to the next way worth trying; false when there is none. */
  function backtrack(): boolean {
    for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
      switch (step.kind) {
        case 'group':
          starts[step.index] = step.start;
          ends[step.index] = step.end;
          opened[step.index] = step.open;
          break;
        case 'turns':
          turnsAt.set(step.state, { at: step.at, count: step.count });
          break;
        case 'settled':
          settled.set(step.key, accepts > step.accepts);
          break;
        case 'try':
          if (step.unless !== ALWAYS && accepts > step.unless) break;
          current = step.state;
          at = step.at;
          return true;
      }
    }
    return false;
  }

  /** Enters a branching state; false when going on from here is known to add nothing. */
  function branch(state: Extract<State, { op: 'repeat' | 'either' }>): boolean {
    if (!regex.nullableLoop) {
      const key = at * states.length + current;
      const before = settled.get(key);
      if (before !== undefined) {
        if (before) accepts++;
        return false;
      }
      pending.push({ kind: 'settled', key, accepts });
    }
    pending.push({ kind: 'try', state: state.next, at, unless: state.op === 'either' ? ALWAYS : accepts });
    if (state.op === 'repeat' && regex.nullableLoop) {
      const turns = turnsAt.get(current) ?? { at: -1, count: 0 };
      const count = turns.at === at ? turns.count : 0;
      // Twice at the same place without getting on is enough.
      if (count >= 2) return false;
      pending.push({ kind: 'turns', state: current, at: turns.at, count: turns.count });
      turnsAt.set(current, { at, count: count + 1 });
    }
    current = state.body;
    return true;
  }

  function accept(): boolean {
    if (search.exact === true && at !== bytes.length) return false;
    if (search.nonEmpty === true && at === search.from) return false;
    accepts++;
    if (best === undefined || at > best.end) {
      const groups = Array.from(starts, (start, i): [number, number] | undefined =>
        ends[i] === -1 ? undefined : [start, ends[i] as number],
      );
      best = { start: search.from, end: at, groups };
    }
    return at === bytes.length;
  }

  for (let steps = 0; ; steps++) {
    if ((steps & 1023) === 1023) {
      meter.bytes -= 16 * 1024;
      const broke = spend(256);
      if (broke !== undefined) return broke;
    }
    const state = states[current] as State;
    let goes: boolean;
    switch (state.op) {
      case 'byte':
        goes = at < bytes.length && state.set[bytes.charCodeAt(at)] === 1;
        if (goes) at++;
        break;
      case 'begin':
        goes = at === search.from && search.midway !== true;
        break;
      case 'end':
        goes = at === bytes.length;
        break;
      case 'group-start':
      case 'group-end': {
        const { group: index } = state;
        pending.push({
          kind: 'group',
          index,
          start: starts[index] as number,
          end: ends[index] as number,
          open: opened[index] as number,
        });
        if (state.op === 'group-start') {
          opened[index] = at;
        } else {
          starts[index] = opened[index] as number;
          ends[index] = at;
        }
        goes = true;
        break;
      }
      case 'repeat':
      case 'either':
        if (!branch(state) && !backtrack()) return best;
        continue;
      case 'accept':
        if (accept()) return best;
        goes = false;
        break;
      default:
        goes = true;
    }
    if (goes) current = (state as Exclude<State, { op: 'accept' }>).next;
    else if (!backtrack()) return best;
  }
}

/** The first match at or behind `search.from`. */
export function findMatch(regex: Regex, bytes: string, search: RegexSearch): RegexMatch | UnknownValue | undefined {
  const first = matchAt(regex, bytes, search);
  if (first !== undefined) return first;
  for (let from = search.from + 1; from <= bytes.length; from++) {
    const broke = spend(2 + (regex.groups >> 3));
    if (broke !== undefined) return broke;
    const found = matchAt(regex, bytes, { ...search, from, midway: true });
    if (found !== undefined) return found;
  }
  return undefined;
}
