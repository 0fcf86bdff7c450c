// Who wrote what: the places that diagnostics point at and fixes change, for everything the library moves or wraps.
import { beforeAll, describe, expect, test } from 'vitest';
import { force } from '../../../server/src/eval/thunk';
import type { Entry, Value } from '../../../server/src/eval/values';
import { type LibEvaluator, libEvaluator, PREFIX } from './support';

const FILES = {
  '/project/values.nix': '{ a = 1; b.c = 2; }',
  '/project/change.nix': 'n: v: v + 1',
};

let lib: LibEvaluator;
beforeAll(async () => {
  lib = await libEvaluator(FILES);
});

const sourceOf = (text: string, file: string): string =>
  file === '(text)' ? PREFIX + text : (FILES[file as keyof typeof FILES] ?? '');

/** The entry at a path of attributes; `0`, `1` … step into lists. */
function entryAt(value: Value, path: readonly string[]): Entry | undefined {
  let entry: Entry | undefined;
  let at: Value = value;
  for (const step of path) {
    if (at.kind === 'list') entry = { slot: at.items[Number(step)] ?? at, origin: undefined };
    else entry = at.kind === 'attrs' ? at.entries.get(step) : undefined;
    if (entry === undefined) return undefined;
    at = force(entry.slot);
  }
  return entry;
}

/** `key ⇒ value` as written, with the file when it is not the expression itself. */
function origin(text: string, path: string): string {
  const found = entryAt(lib.value(text), path.split('.'))?.origin;
  if (found === undefined) return 'nobody';
  const source = sourceOf(text, found.file);
  const where = found.file === '(text)' ? '' : `${found.file}: `;
  return `${where}${source.slice(found.key.start, found.key.end)} ⇒ ${source.slice(found.value.start, found.value.end)}`;
}

type Case = readonly [text: string, path: string, expected: string];

const check = (cases: readonly Case[]): void => {
  test.each(cases)('%s at %s', (text, path, expected) => {
    expect(origin(text, path)).toBe(expected);
  });
};

describe('properties', () => {
  check([
    ['lib.mkForce (1 + 1)', 'content', 'lib.mkForce (1 + 1) ⇒ (1 + 1)'],
    ['lib.mkForce 1', 'content', 'lib.mkForce 1 ⇒ 1'],
    ['lib.mkForce "a"', 'content', 'lib.mkForce "a" ⇒ "a"'],
    ['lib.mkForce [ 1 ]', 'content', 'lib.mkForce [ 1 ] ⇒ [ 1 ]'],
    ['lib.mkForce (x: x)', 'content', 'lib.mkForce (x: x) ⇒ (x: x)'],
    ['let v = 1; in lib.mkDefault v', 'content', 'lib.mkDefault v ⇒ v'],
    ['{ a = lib.mkDefault { b = 1; }; }', 'a.content', 'lib.mkDefault { b = 1; } ⇒ { b = 1; }'],
    ['{ a = lib.mkDefault { b = 1; }; }', 'a.content.b', 'b ⇒ 1'],
    ['lib.mkOverride 10 { }', 'content', 'lib.mkOverride 10 { } ⇒ { }'],
    ['lib.mkOverride 10 { }', 'priority', 'lib.mkOverride 10 { } ⇒ 10'],
    ['(lib.mkOverride 10) { }', 'content', '(lib.mkOverride 10) { } ⇒ { }'],
    ['let strong = lib.mkOverride 10; in strong [ ]', 'content', 'strong [ ] ⇒ [ ]'],
    ['{ } |> lib.mkForce', 'content', '{ } |> lib.mkForce ⇒ { }'],
    ['lib.mkForce <| { }', 'content', 'lib.mkForce <| { } ⇒ { }'],
    ['[ ] |> lib.mkOverride 10', 'content', '[ ] |> lib.mkOverride 10 ⇒ [ ]'],
    ['lib.mkIf (1 == 1) { a = 1; }', 'content', 'lib.mkIf (1 == 1) { a = 1; } ⇒ { a = 1; }'],
    ['lib.mkIf (1 == 1) { a = 1; }', 'condition', 'lib.mkIf (1 == 1) { a = 1; } ⇒ (1 == 1)'],
    ['lib.mkMerge [ { a = 1; } ]', 'contents', 'lib.mkMerge [ { a = 1; } ] ⇒ [ { a = 1; } ]'],
    ['lib.mkMerge [ { a = 1; } ]', 'contents.0.a', 'a ⇒ 1'],
    ['lib.mkBefore [ 1 ]', 'content', 'lib.mkBefore [ 1 ] ⇒ [ 1 ]'],
    ['lib.mkOrder 5 [ 1 ]', 'content', 'lib.mkOrder 5 [ 1 ] ⇒ [ 1 ]'],
    ['lib.mkAssert true "m" [ ]', 'content', 'lib.mkAssert true "m" [ ] ⇒ [ ]'],
    ['lib.id lib.mkForce [ ]', 'content', 'lib.id lib.mkForce [ ] ⇒ [ ]'],
  ]);
  // What another function passes on is not what stands last at that function's call.
  check([
    ['map lib.mkForce [ (1 + 1) ]', '0.content', '(1 + 1) ⇒ (1 + 1)'],
    ['let xs = [ (1 + 1) ]; in map lib.mkForce xs', '0.content', '(1 + 1) ⇒ (1 + 1)'],
    ['map lib.mkForce [ 1 ]', '0.content', 'nobody'],
    ['let s = { a = 1; }; in lib.mapAttrs (_: lib.mkForce) s', 'a.content', 'nobody'],
    ['lib.flip lib.mkOverride { } 10', 'content', '{ } ⇒ { }'],
  ]);
});

describe('attributes', () => {
  check([
    ['lib.mapAttrs (n: v: v + 1) { a = 1; }', 'a', 'a ⇒ v + 1'],
    ['lib.mapAttrs (n: v: { x = v; }) { a = 1; }', 'a', 'a ⇒ { x = v; }'],
    ['lib.mapAttrs (n: v: { x = v; }) { a = 1; }', 'a.x', 'x ⇒ v'],
    ['lib.mapAttrs (_: lib.mkDefault) { a = 1; }', 'a', 'a ⇒ lib.mapAttrs (_: lib.mkDefault) { a = 1; }'],
    ['let f = k: n: v: v + k; in lib.mapAttrs (f 1) { a = 1; }', 'a', 'a ⇒ v + k'],
    ['lib.mapAttrs (import ./change.nix) { a = 1; }', 'a', '/project/change.nix: v + 1 ⇒ v + 1'],
    ['lib.mapAttrs (n: v: v) (import ./values.nix)', 'a', 'v ⇒ v'],
    ['lib.filterAttrs (n: v: n == "a") { a = 1; b = 2; }', 'a', 'a ⇒ 1'],
    ['lib.filterAttrs (n: v: true) (import ./values.nix)', 'b', '/project/values.nix: b ⇒ 2'],
    ['lib.filterAttrs (n: v: true) (import ./values.nix)', 'b.c', '/project/values.nix: b.c ⇒ 2'],
    ['lib.filterAttrsRecursive (n: v: true) { a.b = 1; }', 'a.b', 'a.b ⇒ 1'],
    ['lib.genAttrs [ "a" "b" ] (n: n + "x")', 'b', '"b" ⇒ n + "x"'],
    ['let names = [ "a" ]; in lib.genAttrs names (n: n + "x")', 'a', 'n + "x" ⇒ n + "x"'],
    ['lib.mapAttrs\' (n: v: lib.nameValuePair (n + "x") (v + 1)) { a = 1; }', 'ax', '(n + "x") ⇒ (v + 1)'],
    ["lib.mapAttrs' (n: v: { name = n; value = { y = 1; }; }) { a = 1; }", 'a', 'n ⇒ { y = 1; }'],
    ['lib.listToAttrs [ (lib.nameValuePair "a" { }) ]', 'a', '"a" ⇒ { }'],
    ['lib.recursiveUpdate { a.b = 1; } { a.c = 2; }', 'a.b', 'a.b ⇒ 1'],
    ['lib.recursiveUpdate { a.b = 1; } { a.c = 2; }', 'a.c', 'a.c ⇒ 2'],
    ['lib.recursiveUpdate { a.b = 1; } { a.b = 2; }', 'a.b', 'a.b ⇒ 2'],
    ['lib.recursiveUpdate { a.b = 1; } { a.c = 2; }', 'a', 'a ⇒ lib.recursiveUpdate { a.b = 1; } { a.c = 2; }'],
    ['lib.recursiveUpdate { a = 1; } { a = { c = 2; }; }', 'a', 'a ⇒ { c = 2; }'],
    [
      'lib.filterAttrsRecursive (n: v: n != "c") { a = { b = 1; c = 2; }; }',
      'a',
      'a ⇒ lib.filterAttrsRecursive (n: v: n != "c") { a = { b = 1; c = 2; }; }',
    ],
    ['lib.zipAttrsWith (n: vs: vs) [ { a = 1; } { a = 2; } ]', 'a', 'a ⇒ vs'],
    ['lib.zipAttrsWithNames [ "a" ] (n: vs: vs) [ { a = 1; } { a = 2; } ]', 'a', 'vs ⇒ vs'],
    ['lib.mergeAttrs { a = 1; } { b = 2; }', 'b', 'b ⇒ 2'],
    ['lib.mergeAttrsList [ { a = 1; } { b = 2; } ]', 'a', 'a ⇒ 1'],
    ['lib.concatMapAttrs (n: v: { ${n} = v + 1; }) { a = 1; }', 'a', '${n} ⇒ v + 1'],
    ['lib.optionalAttrs true { a = 1; }', 'a', 'a ⇒ 1'],
    ['lib.getAttrs [ "a" ] { a = 1; b = 2; }', 'a', 'a ⇒ 1'],
    ['lib.setAttrByPath [ "a" "b" ] { }', 'a.b', 'lib.setAttrByPath [ "a" "b" ] { } ⇒ { }'],
    ['lib.mapAttrsRecursive (p: v: v + 1) { a.b = 1; }', 'a.b', 'a.b ⇒ v + 1'],
    ['lib.overrideExisting { a = 1; } { a = 2; }', 'a', 'a ⇒ 2'],
    ['lib.removeAttrs { a = 1; b = 2; } [ "b" ]', 'a', 'a ⇒ 1'],
    ['lib.mkOption { type = 1; }', 'type', 'type ⇒ 1'],
    ['lib.stringAfter [ "x" ] "text"', 'text', 'lib.stringAfter [ "x" ] "text" ⇒ "text"'],
    ['lib.mkDefinition { file = "f"; value = 1; }', 'value', 'value ⇒ 1'],
    ['lib.pushDownProperties (lib.mkIf true { a = 1; })', '0.a', 'a ⇒ 1'],
  ]);
});
