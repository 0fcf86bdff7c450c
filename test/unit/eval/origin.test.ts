// Who wrote an attribute: every construct that moves attributes keeps the place of the binding.
import { describe, expect, test } from 'vitest';
import { force } from '../../../server/src/eval/thunk';
import type { Value } from '../../../server/src/eval/values';
import { evalText } from '../../support/eval';

interface Written {
  readonly key: string | undefined;
  readonly value: string | undefined;
}

/** The source texts of the name and the value of attribute `path` in the value of `text`. */
async function written(text: string, path: string): Promise<Written> {
  let value: Value = await evalText(text);
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  for (const step of steps) value = value.kind === 'attrs' ? force(value.get(step) ?? value) : value;
  const entry = value.kind === 'attrs' ? value.entries.get(last) : undefined;
  if (entry !== undefined) force(entry.slot);
  const origin = entry?.origin;
  const at = (span: { start: number; end: number } | undefined): string | undefined =>
    span && text.slice(span.start, span.end);
  return { key: at(origin?.key), value: at(origin?.value) };
}

describe('origin of an attribute', () => {
  test.each<[string, string, Written]>([
    ['{ a = 1; }', 'a', { key: 'a', value: '1' }],
    ['{ "a b" = 1 + 1; }', 'a b', { key: '"a b"', value: '1 + 1' }],
    ['{ a.b.c = 1; }', 'a.b.c', { key: 'a.b.c', value: '1' }],
    ['{ a.b = 1; a = { c = 2; }; }', 'a.c', { key: 'c', value: '2' }],
    ['{ a = { b = 1; }; a.c = 2; }', 'a.c', { key: 'a.c', value: '2' }],
    ['rec { a = 1; b = { c = a; }; }', 'b.c', { key: 'c', value: 'a' }],
    ['let s = { a = 1; }; in s', 'a', { key: 'a', value: '1' }],
    ['let n = "a"; in { ${n} = 1; }', 'a', { key: '${n}', value: '1' }],
    ['let a = 1; in { inherit a; }', 'a', { key: 'a', value: 'a' }],
    ['let s = { a = 1; }; in { inherit (s) a; }', 'a', { key: 'a', value: 'a' }],
    ['{ a = 1; } // { b = 2; }', 'a', { key: 'a', value: '1' }],
    ['{ a = 1; } // { a = 2; }', 'a', { key: 'a', value: '2' }],
    ['(x: x // { b = 1; }) { a = 1; }', 'a', { key: 'a', value: '1' }],
    ['with { s = { a = 1; }; }; s', 'a', { key: 'a', value: '1' }],
    ['if true then { a = 1; } else { }', 'a', { key: 'a', value: '1' }],
    ['removeAttrs { a = 1; b = 2; } [ "b" ]', 'a', { key: 'a', value: '1' }],
    ['builtins.intersectAttrs { a = 1; } { a = 2; b = 3; }', 'a', { key: 'a', value: '2' }],
    ['builtins.mapAttrs (n: v: v + 1) { a = 1; }', 'a', { key: 'a', value: 'v + 1' }],
    ['let f = n: v: { x = v; }; in builtins.mapAttrs f { a = 1; }', 'a', { key: 'a', value: '{ x = v; }' }],
    ['builtins.mapAttrs (n: v: { x = v; }) { a = 1; }', 'a.x', { key: 'x', value: 'v' }],
    [
      'builtins.mapAttrs builtins.elemAt { a = 1; }',
      'a',
      { key: 'a', value: 'builtins.mapAttrs builtins.elemAt { a = 1; }' },
    ],
    [
      'builtins.zipAttrsWith (n: vs: builtins.head vs) [ { a = 1; } { a = 2; } ]',
      'a',
      { key: 'a', value: 'builtins.head vs' },
    ],
    ['builtins.listToAttrs [ { name = "a"; value = 1; } ]', 'a', { key: '"a"', value: '1' }],
    [
      'builtins.listToAttrs (map (n: { name = n; value = { x = n; }; }) [ "a" ])',
      'a',
      { key: 'n', value: '{ x = n; }' },
    ],
    ['builtins.listToAttrs (map (n: { name = n; value = { x = n; }; }) [ "a" ])', 'a.x', { key: 'x', value: 'n' }],
    ['let u = builtins.currentTime; in { a = 1; } // u', 'a', { key: 'a', value: '1' }],
    ['builtins.seq 1 { a = 1; }', 'a', { key: 'a', value: '1' }],
    ["builtins.foldl' (x: y: x // y) { } [ { a = 1; } { b = 2; } ]", 'b', { key: 'b', value: '2' }],
    ['{ a = { }; }', 'missing', { key: undefined, value: undefined }],
  ])('%s: %s', async (text, path, expected) => {
    expect(await written(text, path)).toEqual(expected);
  });

  test('names the file it is in', async () => {
    const value = await evalText('import ./a.nix', { '/project/a.nix': '{ x = 1; }' });
    expect(value.kind === 'attrs' && value.entries.get('x')?.origin?.file).toBe('/project/a.nix');
  });

  test('tells what was inherited', async () => {
    const value = await evalText('let a = 1; in { inherit a; b = a; }');
    expect(value.kind === 'attrs' && [...value.entries.values()].map((entry) => entry.origin?.inherited)).toEqual([
      true,
      false,
    ]);
  });

  test('no edit can wrap what a function puts together', async () => {
    const value = await evalText('builtins.mapAttrs (_: builtins.toString) { a = 1; }');
    expect(value.kind === 'attrs' && value.entries.get('a')?.origin?.inherited).toBe(true);
  });
});
