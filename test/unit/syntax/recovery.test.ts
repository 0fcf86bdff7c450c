// Half-typed text: the other bindings stay as they are, and what is unfinished does not count.
import { describe, expect, it } from 'vitest';
import { bothWays } from '../../support/parser';
import { printExpr } from '../../support/print-expr';

const parser = await bothWays();

/** Joins lines, for texts whose line breaks matter. */
const lines = (...text: string[]) => text.join('\n');

function check(text: string, expected: string) {
  const tree = parser.parse(text);
  expect(printExpr(tree.root)).toBe(expected);
  expect(tree.errors).not.toEqual([]);
}

describe('an unfinished statement', () => {
  it.each([
    ['a path with a dot at its end', 'services.xserver.'],
    ['a path', 'specialisation.x'],
    ['a name', 'serv'],
    ['an equals sign', 'x ='],
    ['an equals sign and a semicolon', 'x = ;'],
    ['a value without semicolon', 'x = true'],
    ['a set without semicolon', 'x = { y = 1; }'],
    ['a selection', 'x = pkgs.'],
    ['a selection and a semicolon', 'x = pkgs.;'],
    ['an operator', 'x = y //'],
    ['an operator and a semicolon', 'x = 1 +;'],
    ['with', 'x = with pkgs'],
    ['if', 'x = if y then'],
    ['a list', 'x = [ 1 2'],
    ['a list and a semicolon', 'x = [ 1 2;'],
    ['parentheses', 'x = (f y'],
    ['a set', 'x = { y = 1;'],
    ['a nested set', 'x = f (g {'],
    ['a string', 'x = "abc'],
    ['a string with a semicolon', 'x = "abc;'],
    ['an interpolation', 'x = "a${'],
    ['a name in braces', '${u'],
    ['inherit', 'inherit'],
    ['inherit with names', 'inherit y z'],
    ['a quote', '"'],
    ['a closing brace too many', '};'],
  ])('%s', (_, typed) => {
    const around = ['a = 1;', 'boot.k = { z = "2"; };'].map((line) => `  ${line}`);
    check(lines('{', around[0] ?? '', `  ${typed}`, around[1] ?? '', '}'), '{a=1; boot.k={z="2";};}');
  });
});

it.each([
  [
    'the brace of a block',
    lines('{', '  s.a = {', '    x = 1;', '  s.b = {', '    y = 2;', '  };', '  z = 3;', '}'),
    '{s.a={x=1;}; s.b={y=2;}; z=3;}',
  ],
  [
    'the braces of two blocks',
    lines('{', '  s.a = {', '    c = {', '      x = 1;', '', '  s.b = 2;', '}'),
    '{s.a={c={x=1;};}; s.b=2;}',
  ],
  ['a brace inside a list', lines('{', '  a = [', '    (f {', '  ];', '  b = 1;', '}'), '{a=[]; b=1;}'],
  ['the last brace', lines('{', '  a = { x = 1; };', '  b = 2;', ''), '{a={x=1;}; b=2;}'],
  ['the last semicolon', '{ a = { b = 1; c = 2 }; }', '{a={b=1;};}'],
  [
    'the end of an indented string',
    lines('{', "  a = ''", '    x=1', '  b = 2;', "  c = '' y '';", '}'),
    '{b=2; c=(ind "y ");}',
  ],
  ['the colon of a head', lines('{ lib, pkgs }', '{', '  b = 1;', '}'), '(fn {lib pkgs} {b=1;})'],
  ['the end of a head', lines('{ pkgs,', '{', '  b = 1;', '}'), '(fn {pkgs ...} {b=1;})'],
  ['in', lines('let', '  a = 1;', '{ c = a; }'), '(let {a=1;} {c=a;})'],
  ['the equals sign in let', lines('let', '  a = 1;', '  b', 'in { c = a; }'), '(let {a=1;} {c=a;})'],
])('%s is missing', (_, text, expected) => check(text, expected));

it.each([
  ['a word before let', lines('{ lib }:', 'x', 'let', '  a = 1;', 'in { }'), '(fn {lib} (let {a=1;} {}))'],
  ['half a with before the body', lines('{ lib }:', 'with', '{', '  a = 1;', '}'), '(fn {lib} {a=1;})'],
  [
    'an opening quote before let',
    lines('{ lib }:', '"', 'let', '  a = "1";', 'in { }'),
    '(fn {lib} (let {a="1";} {}))',
  ],
])('%s', (_, text, expected) => check(text, expected));

it('keeps exact offsets in a repaired text', () => {
  const text = lines('{', '  a =', '  b.c = 1;', '}');
  const { root } = parser.parse(text);
  if (root.kind !== 'attrs') throw new Error(root.kind);
  expect(root.bindings.map(({ start, end }) => text.slice(start, end))).toEqual(['b.c = 1;']);
});

it('does not touch a path that is broken over lines without an error', () => {
  check(lines('{', '  services.xserver.', '  boot.x = 1;', '}'), '{boot.x=1;}');
  expect(printExpr(parser.parse('a\n  .b\n  .c').root)).toBe('(. a b.c)');
});

it.each([
  ['', 'ERR'],
  ['# nothing', 'ERR'],
  ['}', 'ERR'],
  ['{', 'ERR'],
  ['= ;', 'ERR'],
])('%j', (text, expected) => check(text, expected));
