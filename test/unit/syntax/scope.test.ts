// Where an offset is, and which names can be used there. `|` marks the offset.
import { expect, it } from 'vitest';
import { bindingsAt, pathTo } from '../../../server/src/syntax/locate';
import { scopeAt } from '../../../server/src/syntax/scope';
import { bothWays } from '../../support/parser';
import { printExpr, printPath } from '../../support/print-expr';

const parser = await bothWays();

function at(marked: string) {
  const offset = marked.indexOf('|');
  return { offset, root: parser.parse(marked.replace('|', '')).root };
}

it.each([
  ['{ a = f |x; }', 'attrs apply variable'],
  ['{ a = f x|; }', 'attrs apply variable'],
  ['{ a |= f x; }', 'attrs'],
  ['[ (a)|(b) ]', 'list paren'],
  ['"a${b.|c}"', 'string select'],
  ['{ a ? |b }: c', 'lambda variable'],
  ['{ inherit (|x) y; }', 'attrs variable'],
])('pathTo %s', (marked, kinds) => {
  const { root, offset } = at(marked);
  expect(
    pathTo(root, offset)
      .map((expr) => expr.kind)
      .join(' '),
  ).toBe(kinds);
});

it('is nowhere outside the root', () => {
  expect(pathTo(parser.parse('  a').root, 0)).toEqual([]);
});

it.each([
  ['{ a.b = { c|.d = 1; }; e = 2; }', 'a.b c.d'],
  ['{ a = 1;|b = 2; }', 'b'],
  ['let x = { y = |1; }; in { z = 2; }', 'x y'],
  ['let x = 1; in { inherit |z; }', 'inherit'],
  ['{ a = 1; | }', ''],
])('bindingsAt %s', (marked, paths) => {
  const { root, offset } = at(marked);
  const found = bindingsAt(root, offset).map(({ binding }) =>
    binding.kind === 'inherit' ? 'inherit' : printPath(binding.path),
  );
  expect(found.join(' ')).toBe(paths);
});

it.each([
  ['{ lib, pkgs ? 1, ... }@args: |lib', 'lib:formal pkgs:formal args:param', ''],
  ['x: { a = |1; b = 2; }', 'x:param', ''],
  ['rec { a.b = |1; inherit c; "d" = 2; ${e} = 3; }', 'a:rec-attrs c:inherit d:rec-attrs', ''],
  ['let a = 1; inherit (x) b; in |a', 'a:let b:inherit', ''],
  ['let a = |1; in a', 'a:let', ''],
  ['a: let a = 1; in |a', 'a:let', ''],
  ['(a: a) |b', '', ''],
  ['with x; with y; |z', '', 'y x'],
  ['with x; with |y; z', '', 'x'],
  ['{ config = with lib; mkIf |x { }; }', '', 'lib'],
  ['let { a = |1; body = a; }', 'a:rec-attrs body:rec-attrs', ''],
])('scopeAt %s', (marked, names, withs) => {
  const { root, offset } = at(marked);
  const scope = scopeAt(root, offset);
  expect([...scope.names.values()].map(({ name, by }) => `${name}:${by}`).join(' ')).toBe(names);
  expect(scope.withs.map(printExpr).join(' ')).toBe(withs);
});

it('names the innermost binder', () => {
  const { root, offset } = at('a: let a = 1; in |a');
  expect(scopeAt(root, offset).binder('a')?.kind).toBe('let');
  expect(scopeAt(root, offset).binder('b')).toBeUndefined();
});
