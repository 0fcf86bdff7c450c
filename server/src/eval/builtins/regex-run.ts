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
  return new Matcher(regex, bytes, search).run();
}

/** One try at one place: a walk through the states, with what to go back to. */
class Matcher {
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private readonly opened: Int32Array;
  private readonly turnsAt = new Map<number, { readonly at: number; readonly count: number }>();
  private readonly settled = new Map<number, boolean>();
  private readonly pending: Pending[] = [];
  private best: RegexMatch | undefined;
  private accepts = 0;
  private at: number;
  private current: number;

  constructor(
    private readonly regex: Regex,
    private readonly bytes: string,
    private readonly search: RegexSearch,
  ) {
    this.starts = new Int32Array(regex.groups).fill(-1);
    this.ends = new Int32Array(regex.groups).fill(-1);
    this.opened = new Int32Array(regex.groups);
    this.at = search.from;
    this.current = regex.start;
  }

  run(): RegexMatch | UnknownValue | undefined {
    for (let steps = 0; ; steps++) {
      if ((steps & 1023) === 1023) {
        meter.bytes -= 16 * 1024;
        const broke = spend(256);
        if (broke !== undefined) return broke;
      }
      const state = this.regex.states[this.current] as State;
      if (state.op === 'accept' && this.accept()) return this.best;
      if (!this.step(state) && !this.backtrack()) return this.best;
    }
  }

  /** Goes on to the next state; false where this way ends. */
  private step(state: State): boolean {
    switch (state.op) {
      case 'byte':
        if (this.at >= this.bytes.length || state.set[this.bytes.charCodeAt(this.at)] !== 1) return false;
        this.at++;
        break;
      case 'begin':
        if (this.at !== this.search.from || this.search.midway === true) return false;
        break;
      case 'end':
        if (this.at !== this.bytes.length) return false;
        break;
      case 'group-start':
      case 'group-end':
        this.edge(state.group, state.op === 'group-start');
        break;
      case 'repeat':
      case 'either':
        return this.branch(state);
      case 'accept':
        return false;
    }
    this.current = state.next;
    return true;
  }

  /** Notes where a group starts or ends, and how to undo that. */
  private edge(index: number, opens: boolean): void {
    const { starts, ends, opened, at } = this;
    const open = opened[index] as number;
    this.pending.push({ kind: 'group', index, start: starts[index] as number, end: ends[index] as number, open });
    if (opens) opened[index] = at;
    else {
      starts[index] = open;
      ends[index] = at;
    }
  }

  /** Enters a branching state; false when going on from here is known to add nothing. */
  private branch(state: Extract<State, { op: 'repeat' | 'either' }>): boolean {
    const { at, current, accepts, pending } = this;
    const { nullableLoop, states } = this.regex;
    if (!nullableLoop) {
      const key = at * states.length + current;
      const before = this.settled.get(key);
      if (before !== undefined) {
        if (before) this.accepts++;
        return false;
      }
      pending.push({ kind: 'settled', key, accepts });
    }
    pending.push({ kind: 'try', state: state.next, at, unless: state.op === 'either' ? ALWAYS : accepts });
    if (state.op === 'repeat' && nullableLoop && !this.turn(current, at)) return false;
    this.current = state.body;
    return true;
  }

  /** Counts another turn of a loop; twice at the same place without getting on is enough. */
  private turn(state: number, at: number): boolean {
    const turns = this.turnsAt.get(state) ?? { at: -1, count: 0 };
    const count = turns.at === at ? turns.count : 0;
    if (count >= 2) return false;
    this.pending.push({ kind: 'turns', state, at: turns.at, count: turns.count });
    this.turnsAt.set(state, { at, count: count + 1 });
    return true;
  }

  /** Keeps a match that is longer than those before; whether there can be none longer. */
  private accept(): boolean {
    const { search, at, bytes, starts, ends } = this;
    if (search.exact === true && at !== bytes.length) return false;
    if (search.nonEmpty === true && at === search.from) return false;
    this.accepts++;
    if (this.best === undefined || at > this.best.end) {
      const groups = Array.from(starts, (start, i): [number, number] | undefined =>
        ends[i] === -1 ? undefined : [start, ends[i] as number],
      );
      this.best = { start: search.from, end: at, groups };
    }
    return at === bytes.length;
  }

  /** Goes back to the next way worth trying; false when there is none. */
  private backtrack(): boolean {
    for (let step = this.pending.pop(); step !== undefined; step = this.pending.pop()) {
      switch (step.kind) {
        case 'group':
          this.starts[step.index] = step.start;
          this.ends[step.index] = step.end;
          this.opened[step.index] = step.open;
          break;
        case 'turns':
          this.turnsAt.set(step.state, { at: step.at, count: step.count });
          break;
        case 'settled':
          this.settled.set(step.key, this.accepts > step.accepts);
          break;
        case 'try':
          if (step.unless !== ALWAYS && this.accepts > step.unless) break;
          this.current = step.state;
          this.at = step.at;
          return true;
      }
    }
    return false;
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
