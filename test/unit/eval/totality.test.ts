// Whatever the program, there is an answer, soon.
import { describe, expect, test } from 'vitest';
import { type Budget, ONE_EXPRESSION } from '../../../server/src/eval/budget';
import { TEST_BUDGET, testEvaluator } from '../../support/eval';

/** The fuel of one expression, with the depth of the stack that tests have. */
const PRODUCT: Budget = { ...TEST_BUDGET, fuel: ONE_EXPRESSION.fuel };
const SMALL: Budget = { ...TEST_BUDGET, fuel: 300_000 };

async function codeOf(text: string, budget: Budget = PRODUCT): Promise<string> {
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
    [
      'builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: [ { key = x.key + 1; } ]; }',
      ['fuel', 'size'],
    ],
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
  const nested = (open: string, inner: string, close: string, times = 100_000): string =>
    open.repeat(times) + inner + close.repeat(times);
  test.each([
    ['lists', nested('[', '1', ']')],
    ['parentheses', nested('(', '1', ')')],
    ['sets', nested('{a=', '1', ';}')],
    ['lets', nested('let a = ', '1', '; in a')],
    ['functions', `${'x:'.repeat(100_000)}1`],
    ['negations', `${'!'.repeat(100_000)}true`],
    ['sums', `1${' + 1'.repeat(100_000)}`],
    ['concatenations', `[ ]${' ++ [ ]'.repeat(100_000)}`],
    ['selections', `a${'.a'.repeat(100_000)}`],
    ['updates', `{ }${' // { a = 1; }'.repeat(100_000)}`],
    ['recursive sets', nested('rec { a = ', '1', '; }.a')],
    ['asserts', `${'assert true; '.repeat(100_000)}1`],
    ['defaults', `({ a ? ${nested('[', '1', ']')} }: a) { }`],
    ['pipes', `1${' |> (x: x)'.repeat(100_000)}`],
    ['indented strings', nested("''${", '"x"', "}''", 20_000)],
    ['calls', `(x: x)${' 1'.repeat(100_000)}`],
    ['strings', nested('"${', '"x"', '}"')],
    ['an attribute path', `{ ${'a.'.repeat(100_000)}a = 1; }`],
    ['withs', `${'with { };'.repeat(100_000)} 1`],
    ['conditions', `${'if true then '.repeat(100_000)} 1 ${'else 2 '.repeat(100_000)}`],
  ])('%s nested deeply', async (_name, text) => {
    expect(await codeOf(text)).toMatch(/^(ok|depth|syntax|type|fuel|size|time|undefined-variable)$/);
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
    [
      "builtins.length (builtins.attrNames (builtins.foldl' (s: n: s // { ${toString n} = s; }) { } (builtins.genList (x: x) 5000)))",
      'ok',
    ],
    [
      "builtins.foldl' (s: n: s // builtins.listToAttrs (builtins.genList (k: { name = toString (n * 5000 + k); value = s; }) 5000)) { } (builtins.genList (x: x) 2000)",
      'fuel',
    ],
    [
      'builtins.foldl\' (s: _: builtins.replaceStrings [ "a" ] [ "aaaaaaaaaa" ] s) "a" (builtins.genList (x: x) 20)',
      'size',
    ],
    [
      'builtins.foldl\' (s: _: builtins.replaceStrings [ "" ] [ "aaaaaaaaaa" ] s) "a" (builtins.genList (x: x) 20)',
      'size',
    ],
    ['builtins.foldl\' (s: _: builtins.concatStringsSep s [ s s s ]) "a" (builtins.genList (x: x) 40)', 'size'],
    ['builtins.foldl\' (s: _: "${s}${s}") "a" (builtins.genList (x: x) 60)', 'size'],
    ['builtins.foldl\' (s: _: toString [ s s ]) "a" (builtins.genList (x: x) 60)', 'size'],
    ['builtins.foldl\' (s: _: builtins.toJSON s) "\\"" (builtins.genList (x: x) 60)', 'size'],
    ['builtins.foldl\' (s: _: builtins.toXML [ s s ]) "a" (builtins.genList (x: x) 60)', 'size'],
    ['let x = { a = x; b = [ x ]; }; in builtins.toXML x', 'size'],
    ['let x = { a = x; }; in x == builtins.deepSeq x x', 'ok'],
    [
      'builtins.stringLength (builtins.concatStringsSep "" (builtins.genList (x: builtins.substring 0 x (toString x)) 100000))',
      'ok',
    ],
    [
      'builtins.length (builtins.concatMap (x: builtins.genList (y: y) 1000000) (builtins.genList (x: x) 1000))',
      'fuel',
    ],
    [
      'builtins.length (builtins.genericClosure { startSet = [ { key = 1; } ]; operator = x: builtins.genList (y: { key = x.key * 3 + y; }) 3; })',
      'size',
    ],
    ['builtins.attrNames (builtins.groupBy toString (builtins.genList (x: x) 1000001))', 'size'],
    ['(builtins.partition (x: throw "x") (builtins.genList (x: x) 1000001)).right', 'size'],
    ['builtins.fromTOML (builtins.concatStringsSep "" (builtins.genList (x: "[") 100000))', 'value'],
    [
      'builtins.fromTOML ("a = " + builtins.concatStringsSep "" (builtins.genList (x: "[") 5000) + builtins.concatStringsSep "" (builtins.genList (x: "]") 5000))',
      'value',
    ],
    ['builtins.compareVersions (builtins.concatStringsSep "." (builtins.genList (x: "1") 100000)) "1"', 'ok'],
    ["builtins.foldl' (f: _: x: f (f x)) (x: x + 1) (builtins.genList (x: x) 60) 0", 'depth'],
    [
      "builtins.length (builtins.foldl' (a: _: builtins.sort (x: y: x < y) a) (builtins.genList (x: 0 - x) 20000) (builtins.genList (x: x) 200))",
      'fuel',
    ],
    [
      'let s = builtins.foldl\' (s: _: s + s) "ab" (builtins.genList (x: x) 20); in builtins.length (builtins.filter (x: builtins.match "b.*" s == x) (builtins.genList (x: x) 1000000))',
      'fuel',
    ],
    [
      'let s = builtins.foldl\' (s: _: s + s) "ab" (builtins.genList (x: x) 20); in builtins.all (x: "${s}a" == "${s}a") (builtins.genList (x: x) 1000000)',
      'fuel',
    ],
    [
      'let s = builtins.foldl\' (s: _: s + s) "é" (builtins.genList (x: x) 18); in builtins.deepSeq (builtins.genList (x: builtins.substring (2 * x) 2 s) 100000) 1',
      'ok',
    ],
    [
      'let s = builtins.foldl\' (s: _: s + s) "é" (builtins.genList (x: x) 18); in builtins.deepSeq (builtins.genList (x: builtins.stringLength s + builtins.stringLength (s + "b")) 100000) 1',
      'fuel',
    ],
    ['let f = x: f x // { }; in f 0', 'depth'],
    ['let f = n: [ (f (n + 1)) ]; in builtins.deepSeq (f 0) 1', 'fuel'],
    ['let f = n: { ${toString n} = f (n + 1); }; in builtins.length (builtins.attrNames (f 0))', 'ok'],
  ])('%s', async (text, code) => {
    expect(await codeOf(text)).toBe(code);
  });
});

test('an aborted evaluation leaves nothing behind', async () => {
  const evaluator = await testEvaluator();
  expect(evaluator.json('let f = n: f (n + 1); in f 0')).toHaveProperty('unknown');
  expect(evaluator.json('let f = n: if n == 0 then 0 else f (n - 1); in f 500')).toEqual({ ok: 0 });
});
