// Every construct of the language: expression and the JSON of its value.
import { describe, expect, test } from 'vitest';
import { evalJson } from '../../support/eval';

type Row = readonly [expression: string, value: unknown];

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows)('%s', async (expression, value) => {
      expect(await evalJson(expression)).toEqual({ ok: value });
    });
  });
}

function failures(name: string, rows: readonly (readonly [expression: string, code: string])[]): void {
  describe(name, () => {
    test.each(rows)('%s', async (expression, code) => {
      expect(await evalJson(expression)).toMatchObject({ error: { code } });
    });
  });
}

table('numbers', [
  ['1 + 2 * 3 - 4', 3],
  ['-7 / 2', -3],
  ['7 / 2.0', 3.5],
  ['1 + 0.5', 1.5],
  ['-(-1)', 1],
  ['9223372036854775807', 9223372036854775807n],
  ['-9223372036854775807 - 1', -9223372036854775808n],
  ['9007199254740993 - 1', 9007199254740992n],
  ['9007199254740993 - 9007199254740993', 0],
  ['builtins.typeOf (1 * 1.0)', 'float'],
  ['[ (1 < 2) (2 <= 1) (1.5 > 1) (2 >= 2.0) (1 == 1.0) ]', [true, false, true, true, true]],
  [
    'map toString [ 1 1.0 0.1 1.0e10 123456.7891234 ]',
    ['1', '1.000000', '0.100000', '10000000000.000000', '123456.789123'],
  ],
  ['toString 1.0e22', '10000000000000000000000.000000'],
  ['toString (0 - 9223372036854775807)', '-9223372036854775807'],
]);
failures('numbers that fail', [
  ['9223372036854775807 + 1', 'arithmetic'],
  ['-9223372036854775807 - 2', 'arithmetic'],
  ['4611686018427387904 * 2', 'arithmetic'],
  ['1 / 0', 'arithmetic'],
  ['1.0 / 0.0', 'arithmetic'],
  ['9223372036854775808', 'syntax'],
  ['1 + "a"', 'type'],
  ['"a" + 1', 'type'],
  ['- "a"', 'type'],
  ['1 < "a"', 'type'],
  ['{ } < { }', 'type'],
]);

table('truth', [
  ['true && false || true', true],
  ['false -> throw "x"', true],
  ['!false', true],
  ['if 1 == 1 then "yes" else throw "no"', 'yes'],
  ['assert 1 < 2; 3', 3],
  ['null == null', true],
  ['[ 1 2 ] == [ 1 2.0 ]', true],
  ['{ a = 1; b.c = 2; } == { b = { c = 2; }; a = 1; }', true],
  ['(x: x) == (x: x)', false],
  ['let f = x: x; in [ (f == f) ([ f ] == [ f ]) ]', [false, true]],
  ['[ ([ 1 2 ] < [ 1 3 ]) ([ 1 ] < [ 1 0 ]) ([ 2 ] < [ 1 3 ]) ]', [true, true, false]],
  ['[ ("a" < "b") ("B" < "a") ("é" < "😀") (/a < /b) ]', [true, true, true, true]],
]);
failures('conditions that fail', [
  ['if 1 then 2 else 3', 'type'],
  ['1 && true', 'type'],
  ['true && 1', 'type'],
  ['assert false; 1', 'assert'],
  ['!null', 'type'],
]);

table('strings', [
  ['"a" + "b" + "${"c"}"', 'abc'],
  ['"\\n\\t\\"\\\\\\${x}$y$${z}"', '\n\t"\\${x}$y$${z}'],
  ["''\n    a\n      b ${\"c\"}\n\n    d\n  ''", 'a\n  b c\n\nd\n'],
  ["''x ''${y} ''$ ''' ''\\t''", "x ${y} $ '' \t"],
  ['https://example.org/a?b=c', 'https://example.org/a?b=c'],
  ['"${{ outPath = "/x"; }}/y"', '/x/y'],
  ['"${{ __toString = self: self.n + "!"; n = "a"; outPath = "b"; }}"', 'a!'],
  ['toString [ 1 [ 2 [ ] 3 ] "a" null true false ]', '1 2 3 a  1 '],
  ['toString /a/../b/./c', '/b/c'],
  ['toString (/a + "/b")', '/a/b'],
  ['toString ./x', '/project/x'],
  ['toString ./x/${"y"}.nix', '/project/x/y.nix'],
  ['builtins.stringLength "é😀"', 6],
]);
failures('strings that fail', [
  ['"${1}"', 'type'],
  ['"${null}"', 'type'],
  ['"${{ }}"', 'type'],
  ['toString (x: x)', 'type'],
  ['"a" + { }', 'type'],
]);

table('sets', [
  ['{ a.b = 1; a.c = 2; "d e" = 3; }', { a: { b: 1, c: 2 }, 'd e': 3 }],
  ['{ a = { b = 1; }; a.c = 2; }', { a: { b: 1, c: 2 } }],
  ['{ a.b = 1; a = { c = 2; }; }', { a: { b: 1, c: 2 } }],
  ['rec { a = b + 1; b = 2; }', { a: 3, b: 2 }],
  ['let x = 5; in { a.y = x; a = rec { x = 1; }; }', { a: { y: 5, x: 1 } }],
  ['let x = 5; in { a = rec { x = 1; }; a.y = x; }', { a: { y: 1, x: 1 } }],
  ['let n = "k"; in { ${n} = 1; "${n}2" = 2; ${null} = 3; }', { k: 1, k2: 2 }],
  ['let a = 1; s = { b = 2; c = 3; }; in { inherit a; inherit (s) b c; }', { a: 1, b: 2, c: 3 }],
  ['let inherit ({ a = 1; }) a; in a', 1],
  ['{ a = 1; b = { c = 1; }; } // { b = { d = 2; }; }', { a: 1, b: { d: 2 } }],
  ['{ a = { b = 1; }; } ? a.b', true],
  [
    '[ ({ } ? a.b) (1 ? a) ({ a = 1; } ? a.b) ({ "a b" = 1; } ? "a b") ({ a = 1; } ? ${"a"}) ]',
    [false, false, false, true, true],
  ],
  ['{ a = 1; }.b or 2', 2],
  ['{ a.b = 1; }.a.c.d or 3', 3],
  ['{ a = 1; }.a.b or 4', 4],
  ['{ a = 1; }.${"a"}', 1],
  ['let { a = 1; body = a + 1; }', 2],
  ['let s = rec { a = { b = c; }; c = 1; }; in s.a.b', 1],
]);
failures('sets that fail', [
  ['{ a = 1; a = 2; }', 'syntax'],
  ['{ a.b = 1; a.b = 2; }', 'syntax'],
  ['{ a.b.c = 1; a = { b.d = 2; }; }', 'syntax'],
  ['let n = "a"; in { a = 1; ${n} = 2; }', 'value'],
  ['{ ${1} = 1; }', 'type'],
  ['{ }.a', 'missing-attribute'],
  ['1.5.a', 'type'],
  ['{ } // 1', 'type'],
  ['{ inherit (throw "x") a; }.a', 'throw'],
]);

table('functions', [
  ['(x: y: x - y) 5 3', 2],
  ['({ a, b ? a + 1 }: a * b) { a = 2; }', 6],
  ['({ a ? b, b ? 1 }: [ a b ]) { }', [1, 1]],
  ['({ a, ... }: a) { a = 1; b = 2; }', 1],
  ['(args@{ a ? 1, ... }: args) { b = 2; }', { b: 2 }],
  ['({ a }@args: args.a) { a = 3; }', 3],
  ['({ a ? throw "unused" }: a) { a = 1; }', 1],
  ['let f.__functor = self: x: x + self.y; f.y = 1; in f 2', 3],
  ['map { __functor = _: x: x + 1; } [ 1 2 ]', [2, 3]],
  ['let add = builtins.add 1; in map add [ 1 2 ]', [2, 3]],
]);
failures('calls that fail', [
  ['({ a }: a) { }', 'argument'],
  ['({ a }: a) { a = 1; b = 2; }', 'argument'],
  ['({ ... }: 1) [ ]', 'type'],
  ['1 2', 'type'],
  ['{ } 1', 'type'],
]);

table('scopes', [
  ['let a = 1; in let a = 2; b = a; in b', 2],
  ['let a = 1; in with { a = 2; }; a', 1],
  ['with { a = 1; }; with { a = 2; b = 3; }; [ a b ]', [2, 3]],
  ['with { a = 1; }; let a = 2; in a', 2],
  ['with { mine = 1; }; with builtins; mine', 1],
  ['with { x = 1; }; { inherit x; }', { x: 1 }],
  ['with throw "x"; 1', 1],
  ['let map = f: x: 5; in map 1 2', 5],
  ['let true = false; in true', false],
  ['rec { x = 1; y = let x = 2; in x; }', { x: 1, y: 2 }],
]);
failures('names that are not there', [
  ['nope', 'undefined-variable'],
  ['with { a = 1; }; b', 'undefined-variable'],
  ['with 1; a', 'type'],
]);

table('laziness', [
  ['let x = throw "x"; in 1', 1],
  ['{ a = throw "x"; b = 1; }.b', 1],
  ['builtins.length [ (throw "a") (throw "b") ]', 2],
  ['builtins.attrNames { a = throw "x"; }', ['a']],
  ['let xs = [ 1 ] ++ map (x: x + 1) [ (builtins.head xs) ]; in xs', [1, 2]],
  ['let fix = f: let x = f x; in x; in (fix (self: { a = 1; b = self.a + 1; })).b', 2],
  ['let a = { b = a; c = 1; }; in a.b.b.b.c', 1],
  ['({ a = throw "x"; } // { a = 1; }).a', 1],
  ['builtins.seq { a = throw "x"; } 1', 1],
  ['(builtins.mapAttrs (n: v: throw n) { a = 1; b = 2; }) ? a', true],
  ['builtins.length (builtins.genList throw 3)', 3],
  ['builtins.tryEval { a = throw "x"; } ? value', true],
  ['(builtins.tryEval (builtins.deepSeq { a = throw "x"; } 1)).success', false],
  ["let count = builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) 1000); in count", 499500],
  ['builtins.replaceStrings [ "a" ] [ (throw "x") ] "b"', 'b'],
]);
failures('endless recursion', [
  ['let a = a; in a', 'infinite-recursion'],
  ['let a = b; b = a; in a', 'infinite-recursion'],
  ['rec { a = a + 1; }.a', 'infinite-recursion'],
  ['let s = { inherit (s) a; }; in s.a', 'infinite-recursion'],
  ['let s = s // { a = 1; }; in s.a', 'infinite-recursion'],
]);
