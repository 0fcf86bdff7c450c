// Built-in functions: their values, their failures, and what they make of arguments that are not known.

import { describe, expect, test } from 'vitest';
import { globalsOf } from '../../../server/src/eval/builtins/globals';
import { createInterpreter } from '../../../server/src/eval/create-interpreter';
import { NO_FILES } from '../../../server/src/eval/loader';
import { evalJson, testEvaluator } from '../../support/eval';
import { FAILURES } from './builtin-failures';
import { VALUES } from './builtin-values';

describe('values', () => {
  test.each(VALUES)('%s', async (expression, value) => {
    expect(await evalJson(expression)).toEqual({ ok: value });
  });
});

describe('failures', () => {
  test.each(FAILURES)('%s', async (expression, code) => {
    expect(await evalJson(expression)).toMatchObject({ error: { code } });
  });
});

describe('newer than the Nix of the comparison', () => {
  test.each<[string, unknown]>([
    [
      'builtins.toJSON [ 1.0 0.1 1.5e3 (-2.0) 1.0e15 1.0e14 123456789.125 1.0e-5 0.0001 ]',
      '[1.0,0.1,1500.0,-2.0,1e+15,100000000000000.0,123456789.125,1e-05,0.0001]',
    ],
    ['builtins.toJSON 1.7976931348623157e308', '1.7976931348623157e+308'],
    ['builtins.replaceStrings [ "a" "b" ] [ (throw "unused") "c" ] "b"', 'c'],
    ['builtins.warn "careful" 1', 1],
    ['builtins.traceVerbose (throw "unused") 1', 1],
    [
      '[ (builtins ? readFileType) (builtins ? convertHash) (builtins ? fetchTree) (builtins ? warn) (builtins ? getFlake) ]',
      [true, true, true, true, true],
    ],
    ['1 |> (x: x + 1)', 2],
    ['(x: x + 1) <| 1', 2],
  ])('%s', async (expression, value) => {
    expect(await evalJson(expression)).toEqual({ ok: value });
  });

  test.each([
    ['9223372036854775807 + 1', 'arithmetic'],
    ['builtins.fromJSON "9223372036854775808"', 'value'],
    ['builtins.warn 1 2', 'type'],
  ])('%s fails', async (expression, code) => {
    expect(await evalJson(expression)).toMatchObject({ error: { code } });
  });
});

describe('files', () => {
  const files = {
    '/project/a.nix': '{ x = 1; y = ./b.nix; z = import ./b.nix; }',
    '/project/b.nix': 'rec { f = n: n + k; k = 2; }',
    '/project/dir/default.nix': '"the folder"',
    '/project/dir/text.txt': 'some text\n',
    '/project/dir/data.json': '{"a": [1]}',
    '/project/loop.nix': 'import ./loop.nix',
    '/project/scoped.nix': 'a + b',
    '/project/broken.nix': '{ a = ; b = 1; }',
  };
  test.each<[string, unknown]>([
    ['(import ./a.nix).x', 1],
    ['toString (import ./a.nix).y', '/project/b.nix'],
    ['(import ./a.nix).z.f 1', 3],
    ['import ./dir', 'the folder'],
    ['import "/project/dir"', 'the folder'],
    ['import { outPath = ./dir; }', 'the folder'],
    ['import (./. + "/dir/default.nix")', 'the folder'],
    ['builtins.readFile ./dir/text.txt', 'some text\n'],
    ['builtins.readFile (./dir + "/text.txt")', 'some text\n'],
    ['builtins.fromJSON (builtins.readFile ./dir/data.json)', { a: [1] }],
    ['builtins.readDir ./dir', { 'default.nix': 'regular', 'text.txt': 'regular', 'data.json': 'regular' }],
    ['(builtins.readDir ./.).dir', 'directory'],
    ['builtins.readFileType ./dir', 'directory'],
    [
      '[ (builtins.pathExists ./a.nix) (builtins.pathExists ./dir) (builtins.pathExists ./dir/none) ]',
      [true, true, false],
    ],
    ['builtins.scopedImport { a = 1; b = 2; } ./scoped.nix', 3],
    ['builtins.hashFile "md5" ./dir/text.txt', '4d93d51945b88325c213640ef59fc50b'],
    ['let f = import; in (f ./b.nix).k', 2],
    ['(import ./broken.nix).b', 1],
  ])('%s', async (expression, value) => {
    expect(await evalJson(expression, files)).toEqual({ ok: value });
  });

  test('what cannot be read is not known', async () => {
    for (const expression of [
      'import ./none.nix',
      'builtins.readFile /etc/passwd',
      'builtins.readDir ./none',
      'builtins.pathExists /etc/nixos',
    ]) {
      expect(await evalJson(expression, files), expression).toHaveProperty('unknown');
    }
  });

  test('an unfinished definition is not there', async () => {
    expect(await evalJson('(import ./broken.nix).a', files)).not.toHaveProperty('ok');
  });

  test('a relative text is no path, and a file that imports itself has no value', async () => {
    expect(await evalJson('import "a.nix"', files)).toHaveProperty('error');
    expect(await evalJson('import ./loop.nix', files)).toMatchObject({ error: { code: 'infinite-recursion' } });
  });
});

describe('arguments that are not known', () => {
  const functions = [...globalsOf(createInterpreter(NO_FILES)).names.values()]
    .flatMap((slot) => (slot.kind === 'attrs' ? [...slot.entries] : []))
    .flatMap(([name, { slot }]) => (slot.kind === 'primop' ? [{ name, arity: slot.definition.arity }] : []))
    .filter(({ name }) => name !== 'throw' && name !== 'abort');
  const HIDDEN = [
    ['unknown', 'builtins.currentTime'],
    ['opaque', '(builtins.fetchTarball "x")'],
  ] as const;

  test.each(HIDDEN)('%s arguments are nobody’s mistake', async (_kind, argument) => {
    const evaluator = await testEvaluator();
    for (const { name, arity } of functions) {
      expect(evaluator.value(`builtins.${name} ${`${argument} `.repeat(arity)}`).kind, name).not.toBe('error');
    }
    expect(functions.length).toBeGreaterThan(100);
  });

  test.each([0, 1, 2])('an unknown argument %i leaves the others checked at most', async (position) => {
    const evaluator = await testEvaluator();
    for (const { name, arity } of functions.filter((fn) => fn.arity > position)) {
      const args = Array.from({ length: arity }, (_, i) =>
        i === position ? 'builtins.currentTime' : '(throw "not a type error")',
      );
      const value = evaluator.value(`builtins.${name} ${args.join(' ')}`);
      if (value.kind === 'error') expect(value.code, name).toBe('throw');
    }
  });
});
