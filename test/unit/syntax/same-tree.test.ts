// Texts that say the same in other words, and where their parts stand.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Span } from '../../../server/src/base/span';
import { children } from '../../../server/src/syntax/children';
import { lookAt, watch } from '../../../server/src/syntax/literals';
import { type Move, moveTo } from '../../../server/src/syntax/moved-text';
import type { NixParser } from '../../../server/src/syntax/parser';
import { isSameTree } from '../../../server/src/syntax/same-tree';
import { testParser } from '../../support/parser';

let parser: NixParser;
beforeAll(async () => {
  parser = await testParser();
});

/** @param seen whether somebody has looked at all literals; undefined: nobody has taken note. */
function moveOf(before: string, after: string, seen: boolean | undefined): Move | undefined {
  const [was, is] = [parser.parse(before), parser.parse(after)];
  if (seen !== undefined) watch(was);
  const open = [was.root];
  for (let expr = open.pop(); expr !== undefined && seen === true; expr = open.pop()) {
    lookAt(expr);
    open.push(...children(expr));
  }
  return moveTo({ text: before, tree: was }, { text: after, tree: is })?.move;
}

describe('the same in other words', () => {
  it.each([
    ['{ a = 1; }', '{ a=1;}'],
    ['{ a = 1; }', '# a remark\n{ /* b */ a = 1; }\n'],
    ['{ a = 1; b = [ x y ]; }', '{ a = 1;\n\n b = [ x\n y ]; }'],
    ['{ pkgs, ... }: with pkgs; [ a ]', '{ pkgs,\n... }:\nwith pkgs;\n[ a ]'],
    ["{ a = ''\n  b\n''; }", "{ a = ''\n    b\n  ''; }"],
    ['{ a = "b"; }', '{ "a" = "b"; }'],
  ])('%j and %j', (before, after) => {
    for (const seen of [undefined, false, true]) expect(moveOf(before, after, seen)).toBeDefined();
  });

  it.each([
    ['{ a = 1; }', '{ a = 99999999999999999999; }'],
    ['{ a = 1; }', '{ b = 1; }'],
    ['{ a = 1; }', '{ a = 1.0; }'],
    ['{ a.b = 1; }', '{ a = { b = 1; }; }'],
    ['{ a = x; }', '{ a = (x); }'],
    ['[ a b ]', '[ (a b) ]'],
    ['x: y: x', 'y: x: x'],
    ['{ a, b }: a', '{ b, a }: a'],
    ['{ a }: a', '{ a, ... }: a'],
    ['{ a = "b${c}"; }', '{ a = "b${d}"; }'],
    ['{ a = "b${c}"; }', '{ a = "${c}"; }'],
    ['{ a = "/b${c}"; }', '{ a = "b${c}"; }'],
    ['{ a = "b${c}"; }', '{ a = "b${c}${c}"; }'],
    ['{ a = "b${c}"; }', '{ a = "b"; }'],
    ['{ a = "b"; }', '{ a = "/b"; }'],
    ['{ a = "b"; }', "{ a = ''b''; }"],
    ['{ a = "b"; }', '{ a = b; }'],
    ['{ a = true; }', '{ a = null; }'],
    ['rec { a = 1; }', '{ a = 1; }'],
    ['if a then b else c', 'if a then c else b'],
    ['a.b or c', 'a.b'],
    ['{ a = ./b; }', '{ a = ./c; }'],
    ['{ a = 1; b }', '{ a = 1; }'],
    ['let true = 1; in { a = true; }', 'let true = 1; in { a = false; }'],
    ['{ false, ... }: { a = true; }', '{ false, ... }: { a = false; }'],
  ])('not %j and %j', (before, after) => {
    for (const seen of [undefined, false, true]) expect(moveOf(before, after, seen)).toBeUndefined();
  });

  it.each([
    ['{ a = "b"; }', '{ a = "bc"; }'],
    ['{ a = ""; }', '{ a = "b"; }'],
    ['{ a = [ true ]; }', '{ a = [ false ]; }'],
    ['{ a = 1; }', '{ a = 22; }'],
    ['{ a = 1.5; }', '{ a = 1.25; }'],
    ['{ a = "b${c}"; }', '{ a = "d${c}"; }'],
    ['{ a = "b${c}"; }', '{ a = "b${c} d"; }'],
    ['{ a = "${c}${d}"; }', '{ a = "${c} and ${d}"; }'],
  ])('as long as nobody has looked at literals: %j and %j', (before, after) => {
    expect(moveOf(before, after, false)).toBeDefined();
    expect(moveOf(before, after, true)).toBeUndefined();
    expect(moveOf(before, after, undefined)).toBeUndefined();
  });
});

describe('where things stand', () => {
  it.each([
    ['{ a = 1; b = 2; }', '{ # c\n a = 1; b = 2; }'],
    ['{ a = 1; b = 2; }', '{ a = 1;\n  b =   2; }'],
    ['{ a = "x"; b = 2; }', '{ a = "longer"; b = 2; }'],
  ])('%j and %j', (before, after) => {
    const move = moveOf(before, after, false);
    const [was, is] = [parser.parse(before).root, parser.parse(after).root];
    if (was.kind !== 'attrs' || is.kind !== 'attrs') throw new Error('expected sets');
    expect(move?.(was)).toEqual({ start: is.start, end: is.end });
    for (const [i, binding] of was.bindings.entries())
      expect(move?.(binding)).toEqual({ start: is.bindings[i]?.start, end: is.bindings[i]?.end });
  });

  it('is where the parts of the one stand in the other, whatever is begun in both', () => {
    const text = '{\n  a.b = {\n    c = [\n      "d"\n      e\n    ];\n    f = true;\n  };\n  g = x: { h = 1; };\n}\n';
    const piece = fc.constantFrom('};', '];', '{', '[', '"', ' # i\n', 'j', 'j.', '= ', ';', '\n', '(');
    const edits = fc.array(fc.tuple(fc.nat(text.length), piece), { minLength: 1, maxLength: 4 });
    const written = (all: readonly (readonly [number, string])[]): string =>
      all.reduce((now, [at, more]) => now.slice(0, at) + more + now.slice(at), text);
    const check = (
      first: readonly (readonly [number, string])[],
      more: readonly (readonly [number, string])[],
    ): void => {
      const [before, after] = [written(first), written([...first, ...more])];
      const [was, is] = [parser.parse(before), parser.parse(after)];
      const moved = moveTo({ text: before, tree: was }, { text: after, tree: is });
      if (moved === undefined) return;
      const pairs: (readonly [Span, Span])[] = [];
      isSameTree(
        was,
        is,
        () => true,
        (from, to) => pairs.push([from, to]),
      );
      for (const [from, to] of pairs) {
        const there = moved.move(from) ?? to;
        const start = moved.back(to.start) ?? from.start;
        expect({ before, after, ...there, from: start }).toEqual({
          before,
          after,
          start: to.start,
          end: to.end,
          from: from.start,
        });
      }
    };
    fc.assert(fc.property(edits, edits, check), { numRuns: 3000 });
  });

  it('is not told of what is no part of the tree', () => {
    const move = moveOf('{ a = 1;   b = 2; }', '{ a = 1; /* */ b = 2; }', false);
    expect(move?.({ start: 9, end: 10 })).toBeUndefined();
    expect(move?.({ start: 0, end: 0 })).toEqual({ start: 0, end: 0 });
  });
});
