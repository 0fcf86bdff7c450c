// What was given up can be asked for.
import { describe, expect, test } from 'vitest';
import { Allowance, type Stopped, withBudget } from '../../../server/src/eval/budget';
import { TEST_BUDGET, testEvaluator } from '../../support/eval';

/** Evaluates each text with what the ones before it have left; what the allowance says after each. */
async function stoppedAfter(...texts: readonly string[]): Promise<readonly (Stopped['code'] | undefined)[]> {
  const budget = { ...TEST_BUDGET, fuel: 300_000 };
  const evaluator = await testEvaluator({}, budget);
  const allowance = new Allowance(budget);
  return texts.map((text) => {
    withBudget<unknown>(
      allowance,
      () => evaluator.json(text),
      (why) => why,
    );
    return allowance.stopped?.code;
  });
}

describe('what was given up', () => {
  test.each([
    ['builtins.length [ 1 2 ]', undefined],
    ['let f = n: 1 + f n; in f 0', 'depth'],
    ['let f = n: if n == 0 then 0 else f (n - 1) + f (n - 1); in f 60', 'fuel'],
    ['builtins.genList (x: x) 1000000000', 'size'],
    // Whatever becomes of what is not known: something is lacking.
    ['builtins.length [ (let f = n: 1 + f n; in f 0) ]', undefined],
    ['let f = n: 1 + f n; in if f 0 == 1 then "a" else "a"', 'depth'],
  ] as const)('%s', async (text, code) => {
    expect(await stoppedAfter(text)).toEqual([code]);
  });

  test('stays said of an allowance, the first of it, whatever its later pieces find', async () => {
    const endless = 'let f = n: 1 + f n; in f 0';
    expect(await stoppedAfter('1 + 1', endless, '2 + 2', 'builtins.genList (x: x) 1000000000')).toEqual([
      undefined,
      'depth',
      'depth',
      'depth',
    ]);
  });

  test('is said of the work it was given up in, and of what that is part of', async () => {
    const evaluator = await testEvaluator();
    const whole = new Allowance(TEST_BUDGET);
    const pieces = ['1 + 1', 'let f = n: 1 + f n; in f 0', '2 + 2'].map((text) => ({
      text,
      allowance: new Allowance(TEST_BUDGET),
    }));
    withBudget<unknown>(
      whole,
      () => {
        for (const { text, allowance } of pieces)
          withBudget<unknown>(
            allowance,
            () => evaluator.json(text),
            (why) => why,
          );
      },
      (why) => why,
    );
    expect(pieces.map(({ allowance }) => allowance.stopped?.code)).toEqual([undefined, 'depth', undefined]);
    expect(whole.stopped?.code).toBe('depth');
  });
});
