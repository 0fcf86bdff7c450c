// Options listed one by one: what is not known is told as such, types as they merge, lines as they are written.
import { describe, expect, it } from 'vitest';
import { withBudget } from '../../../server/src/eval/budget';
import { createInterpreter } from '../../../server/src/eval/create-interpreter';
import { ownMerges } from '../../../server/src/modules/own-merges';
import { at } from '../../../server/src/release/read-value';
import type { ReleaseOption } from '../../../server/src/release/release-option';
import { shownPaths } from '../../../server/src/release/shown-paths';
import { walkOptions } from '../../../server/src/release/walk-options';
import { WrittenPlaces } from '../../../server/src/release/written-places';
import { type Files, memoryLoader, TEST_BUDGET } from '../../support/eval';
import { testParser } from '../../support/parser';

const parser = await testParser();

/** What stands for a library of a release, and options as its module system would leave them. */
const LIB = `rec {
  showOption = builtins.concatStringsSep ".";
  mergeEqualOption = loc: defs: 1;
  mergeUniqueOption = { message }: loc: defs: 2;
  mergeOneOption = mergeUniqueOption { message = ""; };
  mergeDefaultOption = loc: defs: 3;
  option = loc: more: { _type = "option"; inherit loc; declarations = [ ]; } // more;
  type = name: more: { _type = "option-type"; inherit name; description = name; functor = { }; } // more;
  types.unspecified = type "unspecified" { };
  types.attrsOf = elemType: type "attrsOf" { merge = loc: defs: 4; functor.payload = { inherit elemType; }; };
  types.int = type "int" { merge = mergeEqualOption; };
  types.either = a: b: type "either" { functor.payload.elemType = [ a b ]; };
}`;

function listed(text: string, files: Files = {}): readonly ReleaseOption[] {
  const loader = memoryLoader(parser, files);
  return withBudget<readonly ReleaseOption[]>(
    TEST_BUDGET,
    () => {
      const made = createInterpreter(loader).evaluate(
        parser.parse(`let lib = ${LIB}; in with lib; { inherit lib; options = ${text}; }`),
        '/project',
      );
      const [lib, options] = [at(made, 'lib'), at(made, 'options')];
      if (lib === undefined || options?.kind !== 'attrs') throw new Error('no options');
      return [
        ...walkOptions({ shown: shownPaths(lib), places: new WrittenPlaces(loader), merges: ownMerges(lib) }, options),
      ];
    },
    ({ detail }) => {
      throw new Error(detail);
    },
  );
}

const brief = (options: readonly ReleaseOption[]) =>
  options.map(({ name, type, merge, visible }) => `${name}: ${type} ${merge.kind}${visible ? '' : ' hidden'}`);

describe('what is not known', () => {
  const UNKNOWN = 'import /nowhere.nix';
  it.each([
    [
      'whether it is an option',
      `{ a = ${UNKNOWN}; b = option [ "b" ] { }; }`,
      ['a: null unknown hidden', 'b: null unspecified'],
    ],
    ['because it fails', '{ a.b = throw "no"; }', ['a.b: null unknown hidden']],
    [
      'what else is in a set',
      `{ a = ${UNKNOWN} // { b = option [ "a" "b" ] { }; }; }`,
      ['a: null unknown hidden', 'a.b: null unspecified'],
    ],
    ['of what type it is', `{ a = option [ "a" ] { type = ${UNKNOWN}; }; }`, ['a: null unknown']],
    [
      'in a submodule',
      `{ a = option [ "a" ] { type = type "x" { getSubOptions = _: { b = ${UNKNOWN}; c = option [ "a" "c" ] { }; }; }; }; }`,
      ['a: x unknown', 'a.c: null unspecified'],
    ],
  ])('%s', (_, text, expected) => expect(brief(listed(text))).toEqual(expected));

  it('values that are no options are none', () =>
    expect(listed('{ a = "text"; b = [ ]; c = x: x; d = null; e = { }; }')).toEqual([]));
});

describe('what is told of', () => {
  const inside = 'type = type "x" { getSubOptions = loc: { b = option (loc ++ [ "<name>" "b" ]) { }; }; };';
  it.each([
    ['true', ['a: x unknown', 'a.<name>.b: null unspecified']],
    ['false', ['a: x unknown hidden']],
    ['"shallow"', ['a: x unknown']],
    ['"transparent"', ['a: x unknown hidden', 'a.<name>.b: null unspecified']],
  ])('visible = %s', (visible, expected) =>
    expect(brief(listed(`{ a = option [ "a" ] { visible = ${visible}; ${inside} }; }`))).toEqual(expected),
  );
  it('submodules of themselves end', () =>
    expect(
      listed(
        'let self = type "x" { getSubOptions = loc: { b = option (loc ++ [ "b" ]) { type = self; }; }; }; in { a = option [ "a" ] { type = self; }; }',
      ).length,
    ).toBeLessThan(30));
});

describe('types of their own names', () => {
  const mergeOf = (type: string) => listed(`{ a = option [ "a" ] { type = ${type}; }; }`)[0]?.merge;
  it.each([
    ['type "mine" { merge = mergeEqualOption; }', { kind: 'equal', scalar: 'other' }],
    ['type "minePath" { merge = mergeEqualOption; }', { kind: 'equal', scalar: 'path' }],
    ['type "minePath" { merge = mergeOneOption; }', { kind: 'one' }],
    ['type "mine" { merge = mergeUniqueOption { message = "mine"; }; }', { kind: 'one' }],
    ['type "mine" { merge = mergeDefaultOption; }', { kind: 'unspecified' }],
    [
      'type "mine" { merge = { __functor = self: self.v2; v2 = mergeEqualOption; }; }',
      { kind: 'equal', scalar: 'other' },
    ],
    ['type "mine" { inherit (types.attrsOf types.int) merge; }', { kind: 'attrs', element: { kind: 'unknown' } }],
    ['type "mine" { merge = loc: defs: mergeEqualOption loc defs; }', { kind: 'unknown' }],
    ['type "mine" { merge = mergeUniqueOption; }', { kind: 'unknown' }],
    ['type "mine" { }', { kind: 'unknown' }],
    [
      'type "loaOf" { functor.wrapped = types.int; }',
      {
        kind: 'coerced',
        from: { kind: 'list', element: { kind: 'equal', scalar: 'int' } },
        to: { kind: 'attrs', element: { kind: 'equal', scalar: 'int' } },
      },
    ],
    // Renamed: the type that the functor makes merges by the same code; or it does not.
    [
      'let int = types.int // { functor = { name = "int"; type = int; payload = null; }; }; in int // { name = "even"; }',
      { kind: 'equal', scalar: 'other' },
    ],
    [
      'let of = types.attrsOf types.int; in of // { name = "ports"; functor = of.functor // { name = "attrsOf"; type = { elemType }: types.attrsOf elemType; }; }',
      { kind: 'attrs', element: { kind: 'unknown' } },
    ],
    [
      'types.int // { name = "sum"; merge = loc: defs: 5; functor = { name = "int"; type = types.int; payload = null; }; }',
      { kind: 'unknown' },
    ],
  ])('%s', (type, expected) => expect(mergeOf(type)).toEqual(expected));

  it('one that has itself as a part is a format, unless it has what formats have not', () => {
    const recursive = (other: string) => `let self = types.either ${other} (types.attrsOf self); in self`;
    const int = { kind: 'equal', scalar: 'int' };
    const one = '(type "x" { merge = mergeOneOption; })';
    expect(mergeOf(recursive('types.int'))).toEqual({
      kind: 'either',
      of: [int, { kind: 'attrs', element: { kind: 'freeform' } }],
    });
    expect(mergeOf(recursive(one))).toEqual({
      kind: 'either',
      of: [{ kind: 'one' }, { kind: 'attrs', element: { kind: 'unknown' } }],
    });
    // What stands beside it does not count.
    expect(mergeOf(`types.either ${one} (${recursive('types.int')})`)).toMatchObject({
      of: [{ kind: 'one' }, { of: [int, { element: { kind: 'freeform' } }] }],
    });
  });
});

describe('lines', () => {
  const MODULE = `{ lib }:
let
  helper = what: { default = what; };
  named = {
    level = { description = "How high."; };
  };
in
{
  config.a.level = 1;
  options.a = {
    own = { default = 1; };
    made = helper 2;
    inherit (named) level;
    inherit (import ./other.nix) lent;
  };
  old = lib.old [ "a" "gone" ] [ "a" "own" ];
}
`;
  const FILES = {
    '/m/default.nix': MODULE,
    '/m/other.nix': '{\n  taken = {\n    description = "Taken.";\n  };\n  lent.description = "Lent.";\n}\n',
  };
  const lineOf = (name: string, said: string) =>
    listed(`{ a.${name} = option [ "a" "${name}" ] ({ declarations = [ "/m" ]; } // ${said}); }`, FILES)[0]
      ?.declarations;
  const ALL = '(import /m/default.nix { lib.old = a: b: { }; }).options.a';

  it.each([
    ['own', `${ALL}.own`, 11],
    ['made', `${ALL}.made`, 12],
    ['level', `${ALL}.level`, 5],
    ['lent', `${ALL}.lent`, 14],
    ['gone', '{ }', 16],
    ['nowhere', '{ }', undefined],
  ])('of %s', (name, said, line) => expect(lineOf(name, said)).toEqual([{ file: '/m', line, writtenIn: undefined }]));
  it('of what the module has from another file', () =>
    expect(lineOf('taken', '(import /m/other.nix).taken')).toEqual([
      { file: '/m', line: 2, writtenIn: '/m/other.nix' },
    ]));
  it.each([
    ['/m/default.nix', 5, { line: 5, writtenIn: undefined }],
    ['/m/other.nix', 2, { line: 2, writtenIn: '/m/other.nix' }],
    // A function of the library that makes sets of paths.
    ['/m/other.nix', 1, { line: undefined, writtenIn: undefined }],
  ])('that the release tells: %s:%i', (file, line, expected) =>
    expect(
      lineOf('taken', `{ declarationPositions = [ { file = "${file}"; line = ${line}; column = 1; } ]; }`),
    ).toEqual([{ file: '/m', ...expected }]),
  );
});

describe('defaults', () => {
  const defaultOf = (said: string) => {
    const [option] = listed(`{ a = option [ "a" ] { ${said} }; }`);
    return [option?.literal, option?.default];
  };
  const same = (text: string) => [text, text];
  it.each([
    ['', [undefined, undefined]],
    ['default = null;', same('null')],
    ['default = 1.5;', same('1.5')],
    ['default = "a\\n\\${b}";', same('"a\\n\\${b}"')],
    ['default = [ 1 (-1) [ ] ];', same('[ 1 (-1) [ ] ]')],
    ['default = { "b c" = { }; a = 1; };', same('{ a = 1; "b c" = { }; }')],
    ['default = pkgs.a."b c";', [undefined, 'pkgs.a."b c"']],
    ['default = [ pkgs.a pkgs.b ];', [undefined, '[ pkgs.a pkgs.b ]']],
    ['default = [ pkgs.a 1 ];', [undefined, undefined]],
    ['default = { outPath = "x"; };', [undefined, undefined]],
    [`default = [ ${'[ 1 1 1 1 1 ] '.repeat(40)} ];`, [undefined, undefined]],
    ['default = x: x;', [undefined, undefined]],
    ['default = [ (x: x) ];', [undefined, undefined]],
    ['default = { a.b.c.d.e = 1; };', [undefined, undefined]],
    ['default = throw "no";', [undefined, undefined]],
    ['default = throw "no"; defaultText = "pkgs.x";', [undefined, 'pkgs.x']],
    ['default = 1; defaultText = { _type = "literalExpression"; text = "config.b"; };', [undefined, 'config.b']],
    ['default = { _type = "literalExample"; text = "old"; };', [undefined, 'old']],
    ['default = 1; visible = false;', [undefined, undefined]],
  ])('%s', (said, expected) => expect(defaultOf(said)).toEqual(expected));
  it('are none when they are long', () => {
    expect(defaultOf(`default = "${'x'.repeat(500)}";`)).toEqual([undefined, undefined]);
    expect(defaultOf('default = builtins.genList (x: 1) 5000;')).toEqual([undefined, undefined]);
  });
});
