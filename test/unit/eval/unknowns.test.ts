// Operations with operands that are not known: what can be said all the same, and that nothing is made up.
import { describe, expect, test } from 'vitest';
import { evalJson, evalText } from '../../support/eval';

/**
 * `u` is unknown, `o` and `p` are opaque things, `c` is 1 or 2, `t` is a text of which only the beginning is known,
 * `s` a set and `l` a list of which more may be there.
 */
const NAMES = `
  u = builtins.currentTime;
  o = builtins.fetchTarball "o";
  p = builtins.fetchTarball "p";
  c = if u then 1 else 2;
  t = "start\${o}";
  s = { a = 1; } // u;
  l = [ 1 2 ] ++ u;
`;
const program = (expression: string): string => `let ${NAMES} in ${expression}`;

describe('known all the same', () => {
  test.each([
    ['false && u', false],
    ['u && false', false],
    ['true || u', true],
    ['u || true', true],
    ['false -> u', true],
    ['u -> true', true],
    ['{ a = u; } ? a', true],
    ['builtins.length [ u u ]', 2],
    ['builtins.attrNames { a = u; b = o; }', ['a', 'b']],
    ['{ a = u; b = 1; }.b', 1],
    // Each choice doubles the outcomes: thirty of them must not take for ever.
    ['builtins.elem 7 ([ 7 ] ++ builtins.concatLists (builtins.genList (n: if u then [ n ] else [ ]) 30))', true],
    ['(u // { a = 1; }).a', 1],
    ['({ a = 2; } // { a = 1; b = u; }).a', 1],
    ['s ? a', true],
    ['[ u 1 ] == [ u 2 ]', false],
    ['{ a = u; } == { }', false],
    ['{ a = 1; b = throw "x"; } == { a = 2; b = 1; }', false],
    ['let x = { a = u; }; in x == x', true],
    ['o == o', true],
    ['builtins.fetchTarball "o" == o', true],
    ['o.a.b == o.a.b', true],
    ['o.f 1 { a = 2; } == o.f 1 { a = 2; }', true],
    ['c == 3', false],
    ['c < 3', true],
    ['builtins.elem 1 l', true],
    ['builtins.elem 1 [ u 1 ]', true],
    ['builtins.any (x: x) [ u true ]', true],
    ['builtins.all (x: x) [ u false ]', false],
    ['if u then 1 else 1', 1],
    ['if u then throw "impossible" else 1', 1],
    ['(if u then { a = 1; } else { a = 1; b = 2; }).a', 1],
    ['builtins.isInt c', true],
    ['(builtins.tryEval c).success', true],
    ['builtins.length (if u then [ 1 2 ] else [ 3 4 ])', 2],
    ['(if u then { a = 1; } else { a = 2; }) ? a', true],
    ['builtins.isString t', true],
    ['builtins.substring 0 5 t', 'start'],
    ['builtins.substring 0 2 t == "st"', true],
    ['t == "other"', false],
    ['t == t', true],
    ['"${o}" == "${o}"', true],
    ['baseNameOf "${o}/a/b.nix"', 'b.nix'],
    ['builtins.seq u 1', 1],
    ['builtins.deepSeq [ u ] 1', 1],
    ['builtins.trace u 1', 1],
    ['assert u; 1', 1],
    ["builtins.foldl' (a: b: b) u [ u 1 ]", 1],
    ['builtins.concatMap (x: [ 1 ]) [ u o ]', [1, 1]],
    ['builtins.mapAttrs (n: v: n) { a = u; }', { a: 'a' }],
    ['(builtins.mapAttrs (n: v: n) s).a', 'a'],
    ['(builtins.listToAttrs [ { name = "a"; value = 1; } { name = u; value = 2; } ]).a', 1],
    ['builtins.intersectAttrs s { a = 1; }', { a: 1 }],
    ['builtins.attrNames (builtins.intersectAttrs { a = 1; } s)', ['a']],
    ['builtins.removeAttrs { a = u; b = 1; } [ "a" ]', { b: 1 }],
    ['(x: y: y) u 1', 1],
    ['({ a, b ? 1 }: b) { a = u; }', 1],
    ['with { a = 1; }; let b = a; in b', 1],
    ['builtins ? map', true],
  ])('%s', async (expression, value) => {
    expect(await evalJson(program(expression))).toEqual({ ok: value });
  });
});

describe('not known', () => {
  test.each([
    'u',
    'u == u',
    'u.a',
    'u ? a',
    'u 1',
    'u + 1',
    'o + 1',
    '1 + o',
    'o < 1',
    '1 + u',
    '-u',
    '!u',
    'u && true',
    'u || false',
    '"${u}" == "x"',
    'o == p',
    'o == 1',
    'o == null',
    'o.a == o.b',
    'o ? a',
    's.b',
    's ? b',
    's == { a = 1; }',
    // Nix compares the attributes in the order in which it first met their names: it fails, or it finds the other one.
    '{ a = throw "x"; b = 1; } == { a = 1; b = 2; }',
    'builtins.length l',
    'builtins.head l',
    'builtins.elemAt l 0',
    'l == [ 1 2 ]',
    'builtins.elem 3 l',
    'builtins.all (x: x > 0) l',
    'builtins.any (x: x > 5) l',
    'builtins.any (x: x) [ u false ]',
    'builtins.attrNames u',
    'builtins.length (builtins.attrNames s)',
    'builtins.attrNames o',
    'builtins.map (x: x) u',
    'builtins.sort (a: b: u) [ 1 2 ]',
    'builtins.sort builtins.lessThan [ 1 u ]',
    'builtins.isInt u',
    'builtins.typeOf o',
    'builtins.tryEval u',
    'builtins.stringLength t',
    'builtins.substring 0 6 t',
    'builtins.match "a" t',
    'builtins.replaceStrings [ "a" ] [ "b" ] t',
    't == "start"',
    't == "starting"',
    'builtins.concatStringsSep "," l',
    'c == 1',
    'builtins.toJSON { a = u; }',
    'builtins.removeAttrs { a = 1; } l',
    'builtins.genericClosure { startSet = [ { key = u; } ]; operator = x: [ ]; }',
    'builtins.genList (x: x) u',
    '{ ${u} = 1; }.a',
    'with u; nope',
    'with { mine = 1; }; with builtins; nope',
    'builtins.nope',
    'builtins ? nope',
    '<nixpkgs>',
    '~/x',
    'builtins.getEnv "HOME"',
    'builtins.currentSystem',
    'builtins.readFile /does/not/exist',
    'import /does/not/exist.nix',
    'builtins.pathExists /does/not/exist',
    'toString "${./x}" == "/x"',
  ])('%s', async (expression) => {
    expect(await evalJson(program(expression))).toHaveProperty('unknown');
  });
});

describe('one of several outcomes', () => {
  test.each([
    ['c', [1, 2]],
    ['c + 10', [11, 12]],
    ['"n${toString c}"', ['n1', 'n2']],
    ['(if u then { a = 1; } else { a = 2; }).a', [1, 2]],
    ['(if u then (x: x + 1) else (x: x + 2)) 1', [2, 3]],
    ['builtins.length (if u then [ 1 ] else [ ])', [1, 0]],
    ['({ a = 1; } // (if u then { a = 2; } else { })).a', [2, 1]],
    ['{ a = 1; }.${if u then "a" else "b"} or 5', [1, 5]],
    ['(if u then { a = 1; } else { }).a or 5', [1, 5]],
    ['builtins.elemAt [ 4 5 6 ] c', [5, 6]],
    ['builtins.head (if u then [ 1 ] else [ 2 3 ])', [1, 2]],
    ['builtins.head (builtins.attrNames (if u then { a = 1; } else { b = 1; }))', ['a', 'b']],
    ['builtins.seq c c', [1, 2]],
    ['builtins.deepSeq (if u then [ 1 ] else 2) c', [1, 2]],
    ['(builtins.tryEval c).value', [1, 2]],
    ['(builtins.tryEval (if u then throw "x" else 1)).success', [true, false]],
    ['(builtins.tryEval (if u then throw "x" else 1)).value', [1, false]],
    ['(builtins.tryEval (assert u; 1)).success', [true, false]],
    ['builtins.hasAttr (if u then "a" else "b") { a = 1; }', [true, false]],
    ['builtins.stringLength (if u then "a" else "bb")', [1, 2]],
    ['builtins.substring c 1 "abc"', ['b', 'c']],
  ])('%s', async (expression, outcomes) => {
    const value = await evalText(program(expression));
    expect(value).toMatchObject({
      kind: 'choice',
      options: outcomes.map((outcome) => (typeof outcome === 'string' ? { text: outcome } : { value: outcome })),
    });
  });

  test('too many outcomes are simply not known', async () => {
    const two = await evalText('let b = n: if builtins.getEnv n == "1" then 1 else 0; in b "a" + 2 * b "b"');
    expect(two).toMatchObject({ kind: 'choice', options: [{ value: 3 }, { value: 1 }, { value: 2 }, { value: 0 }] });
    const more = await evalText(
      'let b = n: if builtins.getEnv n == "1" then 1 else 0; in b "a" + 2 * b "b" + 4 * b "c" + 8 * b "d"',
    );
    expect(more.kind).toBe('unknown');
  });
});

describe('opaque things', () => {
  test.each([
    ['o.a."b c".d', 'builtins.fetchTarball "o".a."b c".d'],
    ['o.f 1 [ "x" ]', 'builtins.fetchTarball "o".f 1 [ "x" ]'],
    ['import o { a = true; }', 'import (builtins.fetchTarball "o") { a = true; }'],
    ['import "${o}/x.nix"', 'import "${builtins.fetchTarball "o"}/x.nix"'],
  ])('%s', async (expression, path) => {
    expect(await evalText(program(expression))).toMatchObject({ kind: 'opaque', path });
  });
});

describe('texts that are known in part', () => {
  test.each([
    ['"${o}/a" == "${o}/a"', true],
    ['"${o}/a" == "${o}/b"', false],
    ['"a${o}b" == "a${o}bc"', false],
    ['"${o}" == "${o}x"', false],
    ['"${o}/bin/a" == "/x/b"', false],
    ['"${o.a}/x" == "${o.b}/y"', false],
    ['"a${o}" == "b${u}"', false],
  ])('%s', async (expression, value) => {
    expect(await evalJson(program(expression))).toEqual({ ok: value });
  });
  test.each([['"${o.a}/x" == "${o.b}/x"'], ['"${o}" == "/x"'], ['"${o}" == ""'], ['"${o}${u}" == "${o}"']])(
    '%s',
    async (expression) => {
      expect(await evalJson(program(expression))).toHaveProperty('unknown');
    },
  );
});

describe('failing counts only where it surely happens', () => {
  test.each([
    ['builtins.elem 1 [ u (throw "x") ]'],
    ['builtins.any (x: x) [ u (throw "x") ]'],
    ['[ u (throw "x") ] == [ 1 2 ]'],
    ['u && throw "x"'],
    ['{ a = throw "x"; b = u; } == { a = 1; b = 2; }'],
  ])('%s', async (expression) => {
    expect(await evalJson(program(expression))).toHaveProperty('unknown');
  });
});

describe('of many conditions that are not known', () => {
  const many = (count: number, one: string, by: string): string =>
    program(Array.from({ length: count }, () => one).join(by));

  test('a list keeps what is sure to be in it, and may have more', async () => {
    const list = await evalText(many(60, '(if u then [ 1 ] else [ ])', ' ++ ').replace('in ', 'in [ 7 ] ++ '));
    const options = list.kind === 'choice' ? list.options : [list];
    for (const option of options) {
      if (option.kind !== 'list') throw new Error(option.kind);
      expect(option.items[0]).toMatchObject({ value: 7 });
      expect(option.open).toMatchObject({ kind: 'unknown' });
    }
  });

  test('a text is not tried out in all combinations', async () => {
    const text = await evalText(program(`"${'${if u then "a" else "b"}'.repeat(60)}"`));
    expect(['choice', 'unknown', 'partial-string']).toContain(text.kind);
  });
});
