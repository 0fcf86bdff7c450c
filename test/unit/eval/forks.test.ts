// Recursion below a condition that is not known ends at once; what makes progress there stays known.

import { describe, expect, test } from 'vitest';
import { Allowance, inShare, spend, withBudget } from '../../../server/src/eval/budget';
import { toJson } from '../../../server/src/eval/builtins/json-print';
import { createInterpreter } from '../../../server/src/eval/create-interpreter';
import { memoryLoader, TEST_BUDGET, TEST_FOLDER, testEvaluator } from '../../support/eval';
import { testParser } from '../../support/parser';

const UNKNOWN = 'let u = (import <nixpkgs> { }).unknown; in';

/** What evaluating a text takes, in units of fuel. */
async function costOf(text: string): Promise<number> {
  const parser = await testParser();
  const allowance = new Allowance(TEST_BUDGET);
  const loader = memoryLoader(parser, {});
  withBudget(
    allowance,
    () => void toJson(createInterpreter(loader).evaluate(parser.parse(text), TEST_FOLDER)),
    () => undefined,
  );
  return TEST_BUDGET.fuel - allowance.fuel;
}

describe('without progress', () => {
  test.each([
    'let f = n: if u then f (n + 1) else n; in f 0',
    'let f = n: if u then f (n + 1) else f (n + 2); in f 0',
    'let f = n: if u then 1 + f (n + 1) else 2 + f (n + 2); in f 0',
    'let f = n: (if u then f else g) (n + 1); g = n: (if u then g else f) (n + 2); in f 0',
    'let f = n: u && f (n + 1); in f 0',
    'let f = n: u.${toString n} or (f (n + 1)); in f 0',
    'let f = n: if u then [ (f (n + 1)) ] else { a = f (n + 2); }; in f 0',
    "builtins.foldl' (a: x: if u then a + x else a - x) 0 (builtins.genList (x: x) 1000)",
    'builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: if u then [ { key = x.key + 1; } ] else [ { key = x.key + 2; } ]; }',
  ])('%s', async (text) => {
    expect(await costOf(`${UNKNOWN} ${text}`)).toBeLessThan(60_000);
  });
});

describe('with progress', () => {
  test.each([
    ['if u then 1 else if u == 2 then 1 else if u == 3 then 1 else 1', 1],
    ['let f = n: if n == 0 then 0 else 1 + f (n - 1); in if u then f 300 else f 300', 300],
    ['let opt = c: x: if c then x else x; in opt u (opt u (opt u (opt u (opt u 7))))', 7],
    ["builtins.length (builtins.foldl' (l: x: if u then l ++ [ x ] else l ++ [ x ]) [ ] [ 1 2 ])", 2],
  ])('%s', async (text, value) => {
    expect((await testEvaluator()).json(`${UNKNOWN} ${text}`)).toEqual({ ok: value });
  });
});

describe('a share', () => {
  const within = <T>(work: () => T): T =>
    withBudget(
      { fuel: 8_000_000, depth: 100 },
      () => work(),
      () => {
        throw new Error('overflow');
      },
    );

  test('is what one question may take; the rest is there for the next', () =>
    within(() => {
      expect(inShare(() => spend(4_000_000))?.code).toBe('fuel');
      expect(spend(4_000_000)).toBe(undefined);
    }));

  test('gives back what was not taken', () =>
    within(() => {
      for (let i = 0; i < 1000; i++) expect(inShare(() => spend(1000))).toBe(undefined);
      expect(spend(6_900_000)).toBe(undefined);
      expect(spend(200_000)?.code).toBe('fuel');
    }));

  test('is enough for a system however deep questions are nested', () => {
    const nested = (depth: number): unknown => (depth === 0 ? spend(200_000) : inShare(() => nested(depth - 1)));
    within(() => expect(nested(30)).toBe(undefined));
  });

  test('time is up when the clock says so', () => {
    let now = 0;
    const budget = { fuel: 1_000_000, depth: 100, milliseconds: 100, clock: () => now };
    const answer = withBudget(
      budget,
      () => {
        now = 101;
        return spend(1);
      },
      () => undefined,
    );
    expect(answer?.code).toBe('time');
  });
});
