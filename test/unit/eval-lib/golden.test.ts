// Every function of the library against what real Nix made of it (golden.json; recorded by scripts/test-nixpkgs.mjs).
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonResult } from '../../../server/src/eval/builtins/json-print';
import golden from './golden.json' with { type: 'json' };
import { type LibEvaluator, libEvaluator } from './support';

interface Section {
  readonly title: string;
  readonly expressions: readonly string[];
}

/** The cases by the comment above them. */
function sections(): readonly Section[] {
  const text = readFileSync(new URL('cases.txt', import.meta.url), 'utf8');
  return text.split('\n\n').flatMap((block) => {
    const [title = '', ...expressions] = block.trim().split('\n');
    return expressions.length === 0 ? [] : [{ title: title.replace(/^# /, ''), expressions }];
  });
}

const RESULTS = golden.results as Readonly<Record<string, { readonly value: Json } | { readonly fails: true }>>;

let lib: LibEvaluator;
beforeAll(async () => {
  lib = await libEvaluator();
});

const expected = (expression: string): unknown => {
  const result = RESULTS[expression];
  if (result === undefined) return 'not recorded: run scripts/test-nixpkgs.mjs --write';
  return 'value' in result ? { ok: result.value } : 'error';
};
const told = (result: JsonResult): unknown => ('error' in result ? 'error' : result);

describe.each(sections())('$title', ({ expressions }) => {
  test.each(expressions)('%s', (expression) => {
    expect(told(lib.json(expression))).toEqual(expected(expression));
  });
});
