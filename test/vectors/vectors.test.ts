// The labelled configurations, each explained in memory: nothing may be wrong, and next to nothing undecided.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerLine } from '../../server/src/cli/batch';
import { testParser } from '../support/parser';
import { type Answer, compareCase, count, type Judged, type Vector } from './compare';

const MOST_UNDECIDED = 10;

const vectors: readonly Vector[] = readFileSync(new URL('dev.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));

it('labelled configurations are explained as the real module system evaluates them', { timeout: 120_000 }, async () => {
  const parser = await testParser();
  const judged = vectors.flatMap((vector) => {
    const answer: Answer = JSON.parse(
      answerLine({ id: vector.id, root: vector.root, files: new Map(Object.entries(vector.files)) }, parser),
    );
    return compareCase(vector, answer);
  });
  const { right, wrong, undecided } = count(judged);
  console.log(`${right}/${judged.length} right, ${wrong} wrong, ${undecided} undecided`);
  const all = (judgement: string): readonly string[] =>
    judged.filter((one) => one.judgement === judgement).map(({ about }) => about);
  expect(all('wrong')).toEqual([]);
  expect(all('undecided').slice(MOST_UNDECIDED)).toEqual([]);
  expect(right).toBeGreaterThan(9000);
});

describe('the comparison', () => {
  const label = { verdict: 'ok', value: [1, 'a b'] };
  const judge = (expected: object, got: object | undefined): Judged['judgement'] | undefined =>
    compareCase(
      { id: 'x', group: '', files: {}, root: '', expect: { '<base>': { a: { verdict: 'ok', ...expected } } } },
      { id: 'x', systems: { '<base>': got === undefined ? {} : { a: { verdict: 'ok', ...got } } } },
    )[0]?.judgement;

  it.each([
    ['the same value', label, label, 'right'],
    ['another value', label, { value: [1] }, 'wrong'],
    ['another order', label, { value: ['a b', 1] }, 'wrong'],
    ['another order where it is free', { ...label, anyOrder: true }, { value: ['b a', 1] }, 'right'],
    ['other keys first', { value: { a: 1, b: 2 } }, { value: { b: 2, a: 1 } }, 'right'],
    ['no value', label, {}, 'undecided'],
    ['not known', label, { verdict: 'unknown' }, 'undecided'],
    ['nothing', label, undefined, 'undecided'],
    ['nothing where there is nothing', { verdict: 'unset' }, undefined, 'right'],
    ['another verdict', label, { verdict: 'conflict' }, 'wrong'],
    [
      'a type error for definitions that do not mix',
      { verdict: 'conflict', kind: 'mixed' },
      { verdict: 'type-error' },
      'right',
    ],
  ])('%s', (_name, expected, got, judgement) => {
    expect(judge(expected, got)).toBe(judgement);
  });

  it('takes systems and conflicts that are not there for wrong', () => {
    const vector: Vector = {
      id: 'x',
      group: '',
      files: {},
      root: '',
      expect: { '<base>': {} },
      omitted: { '<base>': ['a.b'] },
    };
    const judgements = (systems: Answer['systems'] & object) =>
      compareCase(vector, { id: 'x', systems }).map(({ judgement }) => judgement);
    expect(judgements({ '<base>': { z: { verdict: 'conflict' } } })).toEqual(['wrong']);
    expect(judgements({ '<base>': {}, other: {} })).toEqual(['wrong']);
    expect(judgements({ '<base>': { 'a.b.c': { verdict: 'conflict' }, y: { verdict: 'ok' } } })).toEqual([]);
  });

  it('wants an error where the whole fails', () => {
    const vector: Vector = { id: 'x', group: '', files: {}, root: '', expect: { '<error>': 'undeclared' } };
    expect(compareCase(vector, { id: 'x', error: 'undeclared' })).toMatchObject([{ judgement: 'right' }]);
    expect(compareCase(vector, { id: 'x', systems: {} })).toMatchObject([{ judgement: 'undecided' }]);
  });
});
