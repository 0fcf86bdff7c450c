// Whatever the program, there is an answer, soon.
import { describe, expect, test } from 'vitest';
import type { Budget } from '../../../server/src/eval/budget';
import { TEST_BUDGET, testEvaluator } from '../../support/eval';

const SMALL: Budget = { ...TEST_BUDGET, fuel: 300_000 };

async function codeOf(text: string, budget: Budget = TEST_BUDGET): Promise<string> {
  const result = (await testEvaluator({}, budget)).json(text);
  return 'ok' in result ? 'ok' : 'unknown' in result ? result.unknown.code : result.error.code;
}

describe('endless programs', () => {
  test.each([
    ['let f = n: f (n + 1); in f 0', 'depth'],
    ['let fix = f: f (fix f); in fix (x: 1 + x)', 'depth'],
    ['let f = n: 1 + f n; in f 0', 'depth'],
    ['let f = n: { a = f n; }; in f 0', 'depth'],
    ['let x = [ x ]; in x', 'depth'],
    ['let x = { a = x; }; in builtins.toJSON x', 'depth'],
    ['let x = [ x ]; y = [ y ]; in x == y', 'depth'],
    ['let s.__toString = s: s; in toString s', 'depth'],
    ['let fix = f: let x = f x; in x; in fix (x: x)', 'infinite-recursion'],
    ['let x = { a = x; }; in builtins.deepSeq x 1', 'ok'],
  ])('%s', async (text, code) => {
    expect(await codeOf(text)).toBe(code);
  });

  test.each([
    ['builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: [ { key = x.key + 1; } ]; }', ['fuel', 'size']],
    [
      "builtins.foldl' (a: b: builtins.length (builtins.filter (x: x == b) (builtins.genList (x: x) 1000))) 0 (builtins.genList (x: x) 100000)",
      ['fuel'],
    ],
    ['let s.__functor = s: s; in s 1', ['fuel']],
    ['let f = n: if n == 0 then 0 else f (n - 1) + f (n - 1); in f 60', ['fuel']],
    ['builtins.match "((a*)*)*b" "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"', ['fuel']],
  ])('%s', async (text, codes) => {
    expect(codes).toContain(await codeOf(text, SMALL));
  });
});

describe('large programs', () => {
  const nested = (open: string, inner: string, close: string, times = 20_000): string => open.repeat(times) + inner + close.repeat(times);
  test.each([
    ['lists', nested('[', '1', ']', 100_000)],
    ['parentheses', nested('(', '1', ')', 100_000)],
    ['sets', nested('{a=', '1', ';}')],
    ['lets', nested('let a = ', '1', '; in a')],
    ['functions', `${'x:'.repeat(100_000)}1`],
    ['negations', `${'!'.repeat(100_000)}true`],
    ['sums', `1${' + 1'.repeat(100_000)}`],
    ['concatenations', `[ ]${' ++ [ ]'.repeat(20_000)}`],
    ['selections', `a${'.a'.repeat(20_000)}`],
    ['calls', `(x: x)${' 1'.repeat(100_000)}`],
    ['strings', nested('"${', '"x"', '}"')],
    ['an attribute path', `{ ${'a.'.repeat(100_000)}a = 1; }`],
    ['withs', `${'with { };'.repeat(20_000)} 1`],
    ['conditions', `${'if true then '.repeat(20_000)} 1 ${'else 2 '.repeat(20_000)}`],
  ])('%s nested deeply', async (_name, text) => {
    expect(await codeOf(text)).toMatch(/^(ok|depth|syntax|type|fuel|undefined-variable)$/);
  });

  test.each([
    ['builtins.length (builtins.genList (x: x) 1000000000)', 'size'],
    ['builtins.genList (x: x) 1000000000', 'size'],
    ['builtins.foldl\' (s: _: s + s) "ab" (builtins.genList (x: x) 60)', 'size'],
    ['builtins.stringLength (builtins.foldl\' (s: _: s + "x") "" (builtins.genList (x: x) 20000))', 'ok'],
    ["builtins.length (builtins.foldl' (l: _: l ++ l) [ 1 2 ] (builtins.genList (x: x) 60))", 'size'],
    ["builtins.toJSON (builtins.foldl' (l: _: [ l l ]) 1 (builtins.genList (x: x) 60))", 'size'],
    ["let l = builtins.genList (x: x) 100000; in builtins.foldl' (a: b: a + b) 0 l", 'ok'],
    ['builtins.length (builtins.sort (a: b: a < b) (builtins.genList (x: 50000 - x) 50000))', 'ok'],
    ['builtins.length (builtins.concatLists (builtins.genList (x: [ x ]) 100000))', 'ok'],
    ["let l = builtins.foldl' (l: _: [ l ]) 1 (builtins.genList (x: x) 100000); in builtins.deepSeq l 1", 'ok'],
    ["let l = builtins.foldl' (l: _: [ l ]) 1 (builtins.genList (x: x) 100000); in builtins.toJSON l", 'depth'],
    ["let l = builtins.foldl' (l: _: [ l ]) 1 (builtins.genList (x: x) 100000); in l == l", 'ok'],
    [
      "let l = builtins.foldl' (l: n: l // { ${toString n} = n; }) { } (builtins.genList (x: x) 2000); in builtins.length (builtins.attrNames l)",
      'ok',
    ],
    ['builtins.fromJSON (builtins.concatStringsSep "" (builtins.genList (x: "[") 100000))', 'depth'],
    ['builtins.length (builtins.split "a" (builtins.concatStringsSep "" (builtins.genList (x: "ab") 10000)))', 'ok'],
    ['builtins.match "(.*)(.*)(.*)b" (builtins.concatStringsSep "" (builtins.genList (x: "a") 3000))', 'ok'],
    ['builtins.match (builtins.concatStringsSep "" (builtins.genList (x: "(") 1000)) "a"', 'value'],
    ['builtins.match "a{1000}{1000}{1000}" "a"', 'value'],
  ])('%s', async (text, code) => {
    expect(await codeOf(text)).toBe(code);
  });
});

test('an aborted evaluation leaves nothing behind', async () => {
  const evaluator = await testEvaluator();
  expect(evaluator.json('let f = n: f (n + 1); in f 0')).toHaveProperty('unknown');
  expect(evaluator.json('let f = n: if n == 0 then 0 else f (n - 1); in f 500')).toEqual({ ok: 0 });
});
