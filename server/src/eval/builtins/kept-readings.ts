// What long texts of other formats say, kept for who reads the same text again, as each host of a flake does.

import { meter, priced } from '../budget';
import type { Site } from '../site';
import type { UnknownValue, Value } from '../values';

interface Reading {
  readonly text: string;
  readonly value: Value;
  readonly pay: () => UnknownValue | undefined;
  /** How deep the evaluation was: what is nested in the text still fits where it is no deeper. */
  readonly depth: number;
}

/** In characters: less is read as fast as it is found again, more would take memory for good. */
const SHORT = 512;
const LONG = 100_000;
const MOST = 8;

/** A reader of texts whose values name no place in what evaluates them, so that they can be had again. */
export function keptReadings(read: (text: string, site: Site) => Value): (text: string, site: Site) => Value {
  let kept: readonly Reading[] = [];
  return (text, site) => {
    if (text.length < SHORT || text.length > LONG) return read(text, site);
    const { depth } = meter;
    const before = kept.find((each) => each.text === text && depth <= each.depth);
    if (before !== undefined) return before.pay() ?? before.value;
    const [value, pay] = priced(() => read(text, site));
    if (value.kind !== 'error' && value.kind !== 'unknown')
      kept = [{ text, value, pay, depth }, ...kept.filter((each) => each.text !== text)].slice(0, MOST);
    return value;
  };
}
