// Beside an extension that tells of the same mistakes.
import { expect, test } from 'vitest';
import { type Said, withoutTwins } from '../../../client/src/twins';

interface Own extends Said {
  readonly rule: string;
}

const range = (line: number, from: number, to: number): Said['range'] => ({
  start: { line, character: from },
  end: { line, character: to },
});
const own = (rule: string, line: number, from: number, to: number): Own => ({
  rule,
  severity: 0,
  range: range(line, from, to),
});
const other = (line: number, from: number, to: number, severity = 0): Said => ({
  severity,
  range: range(line, from, to),
});

const left = (mine: Own, ...others: readonly Said[]): number => withoutTwins([mine], ({ rule }) => rule, others).length;

test.each([
  [
    'a syntax error, where another parser stops elsewhere in the line',
    own('syntax-error', 3, 10, 11),
    other(3, 4, 5),
    0,
  ],
  ['one of another line', own('syntax-error', 3, 10, 11), other(4, 4, 5), 1],
  ['an attribute that is there twice', own('duplicate-attribute', 3, 2, 8), other(3, 2, 8), 0],
  ['a name that is not there', own('undefined-lib', 3, 10, 20), other(3, 10, 20), 0],
  ['another name of the same line', own('missing-name', 3, 10, 20), other(3, 20, 24), 1],
  ['what another only warns of', own('syntax-error', 3, 10, 11), other(3, 10, 11, 1), 1],
  ['what no other extension knows', own('option-conflict', 3, 2, 20), other(3, 2, 20), 1],
])('%s', (_, mine, theirs, count) => expect(left(mine, theirs)).toBe(count));

test('where nobody else says anything, all of it', () => expect(left(own('syntax-error', 3, 10, 11))).toBe(1));
