// `lib` as a whole: what it has, what it does not have, and how it stands being asked for too much.
import { beforeAll, expect, test } from 'vitest';
import { type LibEvaluator, libEvaluator, shape } from './support';

let lib: LibEvaluator;
beforeAll(async () => {
  lib = await libEvaluator();
});

test.each([
  ['lib.notThere', 'lib.notThere'],
  ['lib.strings.notThere', 'lib.strings.notThere'],
  ['lib.types.notThere', 'lib.types.notThere'],
  ['lib.path.subpath.notThere', 'lib.path.subpath.notThere'],
  ['lib.evalModules { }', 'lib.evalModules'],
  ['(lib.extend (final: prev: { })).notThere', 'lib.notThere'],
])('%s is unknown by the name %s', (expression, detail) => {
  expect(lib.value(expression)).toMatchObject({ kind: 'unknown', code: 'missing-lib', detail });
});

test('names of two sets mean what they mean in lib itself', () => {
  expect(
    shape(
      lib.value(
        '[ (lib.hasPrefix "a" "ab") (lib.removePrefix "a" "ab") (lib.replicate 2 "x") (lib.strings.replicate 2 "x") (lib.lists.hasPrefix [ 1 ] [ 1 2 ]) ]',
      ),
    ),
  ).toBe('[ true "b" [ "x" "x" ] "xx" true ]');
});

test('an extended lib keeps everything and can be extended again', () => {
  const twice =
    'let l = (lib.extend (final: prev: { one = final.id 1; })).extend (final: prev: { two = prev.one + 1; }); in [ l.one l.two (l.concat [ 1 ] [ 2 ]) ]';
  expect(shape(lib.value(twice))).toBe('[ 1 2 [ 1 2 ] ]');
});

test('nothing is computed that nobody asked for', () => {
  const lazy = [
    '(lib.mkIf (throw "x") (throw "y"))._type',
    '(lib.mkMerge [ (throw "x") ])._type',
    'lib.attrNames (lib.mapAttrs (throw "x") { a = throw "y"; })',
    'lib.attrNames (lib.genAttrs [ "a" ] (throw "x"))',
    'lib.attrNames (lib.filterAttrs (n: v: true) { a = throw "x"; })',
    'lib.length (lib.imap0 (throw "x") [ (throw "y") ])',
    '(lib.recursiveUpdate { a = throw "x"; b = 1; } { a = 2; }).b',
    '(lib.mkOption { default = throw "x"; type = throw "y"; })._type',
    '(lib.types.listOf (throw "x")).name',
    '(lib.types.submodule (throw "x")).name',
    'lib.length (lib.zipListsWith (throw "x") [ 1 ] [ 2 ])',
    'lib.optional false (throw "x")',
    '(lib.fix (self: { a = throw "x"; b = 1; })).b',
    'lib.attrNames (lib.foldAttrs (throw "x") 0 [ { a = 1; } ])',
    '(lib.mapAttrsRecursive (throw "x") { a.b = 1; c = 2; }) ? a',
  ];
  for (const expression of lazy)
    expect([expression, shape(lib.value(expression))]).not.toContainEqual(expect.stringContaining('!'));
});

test.each([
  ['lib.foldr (a: b: a + b) 0 (lib.range 1 20000)', '200010000'],
  ['lib.foldl (a: b: a + b) 0 (lib.range 1 20000)', '200010000'],
  ['lib.length (lib.unique (map (x: lib.mod x 7) (lib.range 1 2000)))', '7'],
  ['lib.range 1 1000000000', '?'],
  ['lib.replicate 1000000000 1', '?'],
  ['let f = x: { next = f x; }; in lib.generators.toPretty { } (f 1)', '?'],
  ['let f = x: [ (f x) ]; in lib.flatten (f 1)', '?'],
  ['lib.converge (x: x + 1) 0', '!infinite-recursion'],
  ['lib.fix (self: self)', '!infinite-recursion'],
])('%s ends as %s', (expression, outcome) => {
  expect(shape(lib.value(expression))).toBe(outcome);
});

test('types say what they were made of', () => {
  const payload = (type: string): string =>
    shape(
      lib.value(
        `builtins.mapAttrs (n: v: if builtins.isAttrs v && v ? name then v.name else v) (${type}).functor.payload`,
      ),
      2,
    );
  expect(payload('lib.types.attrsOf lib.types.int')).toBe('{ elemType = "int"; lazy = false; placeholder = "name"; }');
  expect(payload('lib.types.coercedTo lib.types.int toString lib.types.str')).toBe(
    '{ coerceFunc = <function>; coercedType = "int"; finalType = "str"; }',
  );
  expect(payload('lib.types.ints.between 1 9')).toBe('{ highest = 9; lowest = 1; }');
  expect(payload('lib.types.uniq lib.types.int')).toBe('{ elemType = "int"; message = ""; }');
  expect(payload('lib.types.submoduleWith { modules = [ 1 ]; }')).toBe(
    '{ class = null; description = null; modules = [ 1 ]; shorthandOnlyDefinesConfig = false; specialArgs = {  }; }',
  );
  expect(payload('lib.types.functionTo lib.types.str')).toBe('{ elemType = "str"; }');
  expect(payload('lib.types.deferredModuleWith { staticModules = [ 1 ]; }')).toBe('{ staticModules = [ 1 ]; }');
});
