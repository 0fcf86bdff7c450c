// Valid Nix that the grammar itself cannot read: accepted without an error, with the right tree.
import { expect, it } from 'vitest';
import { bothWays } from '../../support/parser';
import { printExpr } from '../../support/print-expr';

const parser = await bothWays();

it.each([
  ['{ a, }: a', '(fn {a} a)'],
  ['{ a, b ? [ 1 ], }: a', '(fn {a b=[1]} a)'],
  ['{ a ? import ../., }: a', '(fn {a=(import (path "../."))} a)'],
  ['{\n  a,\n  b, # last\n  /* really */\n}@args: a', '(fn {a b}@args a)'],
  ['args@{ a, }: { x = ", }"; /* , } */ }', '(fn {a}@args {x=", }";})'],
  ['a |> f', '(|> a f)'],
  ['a |> f |> g', '(|> (|> a f) g)'],
  ['f <| a', '(<| f a)'],
  ['f <| g <| a', '(<| f (<| g a))'],
  ['a -> b |> c || d', '(|> (-> a b) (|| c d))'],
  ['a || b <| c && d', '(<| (|| a b) (&& c d))'],
  ['a ++ b |> f x', '(|> (++ a b) (f x))'],
  ['a // b |> map (x: x |> y)', '(|> (// a b) (map (paren (fn x (|> x y)))))'],
  ['let x = a |> f; in x |> g', '(let {x=(|> a f);} (|> x g))'],
  ['[ (a |> f) ]', '[(paren (|> a f))]'],
  ['x|>f', '(|> x f)'],
  ['<nixpkgs>|>import', '(|> <nixpkgs> import)'],
  ['import<|<nixpkgs>', '(<| import <nixpkgs>)'],
  ['"a |> b"', '"a |> b"'],
  ["''a <| b''", '(ind "a <| b")'],
  ['a//b', '(// a b)'],
  ['a //b', '(// a b)'],
  ['a.b//c.d//e', '(// (. a b) (// (. c d) e))'],
  ['{ } //b ++ c == d', '(== (// {} (++ b c)) d)'],
  ['!a//b', '(// (! a) b)'],
  ['a //./b', '(// a (path "./b"))'],
  ['/* c *//b', '(path "/b")'],
  ['a /* c *///b', '(// a b)'],
  ['http://a.b/c//d', '(uri "http://a.b/c//d")'],
  ['"http://a.b//c"', '"http://a.b//c"'],
  ['{ inherit; }', '{inherit;}'],
  ['{ inherit (x); a = 1; }', '{inherit (x); a=1;}'],
  ['let inherit; in 1', '(let {inherit;} 1)'],
  ['~/${x}/y', '(path "~/" x "/y")'],
  ["'''${x}''", '(ind "\'" x)'],
  ["[ ''a'''${x}'' '''${y}'' ]", '[(ind "a\'\'" x) (ind "\'" y)]'],
  ['"a\0b"', '"a\\u0000b"'],
  ['# a comment\ra', 'a'],
])('%s', (text, expected) => {
  const tree = parser.parse(text);
  expect(printExpr(tree.root)).toBe(expected);
  expect(tree.errors).toEqual([]);
});

it.each(['{ , }: a', '{ ..., }: a', '[ 1, ]', '{ a = 1, }', 'a |> ', 'a ||> b', '{ a = inherit; }'])(
  '%s is an error',
  (text) => {
    expect(parser.parse(text).errors).not.toEqual([]);
  },
);
