// lib.strings: how much two texts differ.

import { spend, tooLarge } from '../../budget';
import { binary, ternary } from '../../builtins/row';
import { expectInt, expectString, type Row } from '../../primop';
import type { Site } from '../../site';
import { bool, int, type Slot, type Value } from '../../values';

/** Longest text whose distance is worth computing. */
const LIMIT = 2000;

/** Insertions, deletions and replacements between two texts. */
function distance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(
        Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    last = row;
  }
  return last[b.length] ?? 0;
}

function shared(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++;
  return length;
}

const backwards = (text: string): string => [...text].reverse().join('');

const both = (left: Slot, right: Slot, site: Site, then: (a: string, b: string) => Value): Value =>
  expectString(left, site, (a) =>
    expectString(right, site, (b) =>
      a.text.length > LIMIT || b.text.length > LIMIT
        ? tooLarge('a text')
        : (spend((a.text.length * b.text.length) >> 4) ?? then(a.text, b.text)),
    ),
  );

export const DISTANCE_ROWS: readonly Row[] = [
  binary('levenshtein', (left, right, site) => both(left, right, site, (a, b) => int(distance(a, b)))),
  ternary('levenshteinAtMost', (limit, left, right, site) =>
    expectInt(limit, site, (most) => both(left, right, site, (a, b) => bool(distance(a, b) <= Math.max(0, most)))),
  ),
  binary('commonPrefixLength', (left, right, site) => both(left, right, site, (a, b) => int(shared(a, b)))),
  binary('commonSuffixLength', (left, right, site) =>
    both(left, right, site, (a, b) => int(shared(backwards(a), backwards(b)))),
  ),
];
