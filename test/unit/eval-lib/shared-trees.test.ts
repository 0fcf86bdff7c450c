// A value that is small in memory and endless to walk through, since each level holds the next one twice, stops every
// function of the library and every builtin, wherever it is given: none walks without paying. One that did would make
// this test never end.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Budget } from '../../../server/src/eval/budget';
import { TEST_BUDGET } from '../../support/eval';
import { libEvaluator } from './support';

/** So little that it is spent at once. */
const BUDGET: Budget = { ...TEST_BUDGET, fuel: 20_000, bytes: 20_000_000 };
const NAMES = readFileSync(new URL('names.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

const TREES = ['{ a = x; b = x; }', '[ x x ]'].map(
  (level) => `(let f = n: if n == 0 then "a" else let x = f (n - 1); in ${level}; in f 60)`,
);
const CALLS: readonly ((fn: string, tree: string) => string)[] = [
  (fn, tree) => `${fn} ${tree}`,
  (fn, tree) => `${fn} { } ${tree}`,
  (fn, tree) => `${fn} (x: y: true) ${tree} ${tree}`,
  (fn, tree) => `${fn} (x: y: true) (x: y: y) ${tree}`,
  (fn, tree) => `${fn} [ "a" ] ${tree} ${tree}`,
];

test('every function stops', { timeout: 240_000 }, async () => {
  const evaluator = await libEvaluator({}, BUDGET);
  const functions = [...NAMES.map((name) => `lib.${name}`), ...(await builtins())].filter((name) =>
    ['primop', 'lambda'].includes(evaluator.value(name).kind),
  );
  expect(functions.length).toBeGreaterThan(900);
  const codes = new Set<string>();
  for (const name of functions)
    for (const tree of TREES)
      for (const call of CALLS) {
        const result = evaluator.json(call(name, tree));
        codes.add('ok' in result ? 'ok' : 'unknown' in result ? result.unknown.code : result.error.code);
      }
  expect([...codes]).toEqual(expect.arrayContaining(['ok', 'fuel', 'type']));
});

async function builtins(): Promise<readonly string[]> {
  const names = (await libEvaluator()).json('builtins.attrNames builtins');
  return 'ok' in names && Array.isArray(names.ok) ? names.ok.map((name) => `builtins.${String(name)}`) : [];
}
