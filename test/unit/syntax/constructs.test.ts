// Every construct of the language → its tree.
import { expect, it } from 'vitest';
import { bothWays } from '../../support/parser';
import { printExpr } from '../../support/print-expr';

const parser = await bothWays();

it.each([
  ['1', '1'],
  ['007', '007'],
  ['1.5', '(float 1.5)'],
  ['.5e-3', '(float 0.0005)'],
  ['1.', '(float 1)'],
  ['x', 'x'],
  ["x'-1_y", "x'-1_y"],
  ['"a"', '"a"'],
  ['"a${b}c"', '(str "a" b "c")'],
  ["''a${b}''", '(ind "a" b)'],
  ['https://a.b/c?d', '(uri "https://a.b/c?d")'],
  ['./a/b.nix', '(path "./a/b.nix")'],
  ['/etc/x', '(path "/etc/x")'],
  ['~/x', '(path "~/x")'],
  ['./a/${b}.nix', '(path "./a/" b ".nix")'],
  ['<nixpkgs/nixos>', '<nixpkgs/nixos>'],
  ['a.b.c', '(. a b.c)'],
  ['a."b c".${d}.${"e"}."f${g}"', '(. a "b c".${d}.e.${(str "f" g)})'],
  ["a.${''b''}", '(. a b)'],
  ['a.b or c.d or 1', '(. a b or (. c d or 1))'],
  ['a ? b.c', '(? a b.c)'],
  ['!a ? b', '(! (? a b))'],
  ['f x y', '((f x) y)'],
  ['f (g x)', '(f (paren (g x)))'],
  ['map or [ ]', '((map or) [])'],
  ['f map or [ ]', '((f (map or)) [])'],
  ['[ a or b ]', '[(a or) b]'],
  ['x: y: x', '(fn x (fn y x))'],
  ['{ }: 1', '(fn {} 1)'],
  ['{ ... }: 1', '(fn {...} 1)'],
  ['{ a, b ? 1, ... }: a', '(fn {a b=1 ...} a)'],
  ['args@{ a }: a', '(fn {a}@args a)'],
  ['{ a }@args: a', '(fn {a}@args a)'],
  ['let a = 1; inherit b; in a', '(let {a=1; inherit b;} a)'],
  ['let in 1', '(let {} 1)'],
  ['let { body = x; x = 1; }', '(. rec{body=x; x=1;} body)'],
  ['with a; with b; c', '(with a (with b c))'],
  ['if a then b else c', '(if a b c)'],
  ['assert a; b', '(assert a b)'],
  ['[ 1 (f x) a.b ]', '[1 (paren (f x)) (. a b)]'],
  ['{ a = 1; "b".c = 2; ${d} = 3; }', '{a=1; b.c=2; ${d}=3;}'],
  ['rec { a = b; }', 'rec{a=b;}'],
  ['{ inherit a "b" ${"c"}; inherit (x) d; }', '{inherit a b c; inherit (x) d;}'],
  ['{ a . b = 1; }', '{a.b=1;}'],
  ['-a - -b', '(- (- a) (- b))'],
  ['a + b * c / d', '(+ a (/ (* b c) d))'],
  ['a ++ b ++ c', '(++ a (++ b c))'],
  ['a // b // c', '(// a (// b c))'],
  ['a == b && c != d || !e -> f', '(-> (|| (&& (== a b) (!= c d)) (! e)) f)'],
  ['a < b', '(< a b)'],
  ['a >= b + 1', '(>= a (+ b 1))'],
  ['# c\n/* d */ a # e', 'a'],
  ['__curPos', '__curPos'],
])('%s', (text, expected) => {
  const tree = parser.parse(text);
  expect(printExpr(tree.root)).toBe(expected);
  expect(tree.errors).toEqual([]);
});
