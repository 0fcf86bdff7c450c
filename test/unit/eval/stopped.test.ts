// What was given up can be asked for.
import { describe, expect, test } from 'vitest';
import { type Stopped, stoppedIn } from '../../../server/src/eval/budget';
import { TEST_BUDGET, testEvaluator } from '../../support/eval';

async function stoppedBy(...texts: readonly string[]): Promise<readonly (Stopped['code'] | undefined)[]> {
  const evaluator = await testEvaluator({}, { ...TEST_BUDGET, fuel: 300_000 });
  return texts.map((text) => stoppedIn(() => evaluator.json(text)).stopped?.code);
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
    expect(await stoppedBy(text)).toEqual([code]);
  });

  test('is told of the work it was given up in, and of what that is part of', async () => {
    const evaluator = await testEvaluator();
    const whole = stoppedIn(() => [
      stoppedIn(() => evaluator.json('1 + 1')).stopped,
      stoppedIn(() => evaluator.json('let f = n: 1 + f n; in f 0')).stopped?.code,
      stoppedIn(() => evaluator.json('2 + 2')).stopped,
    ]);
    expect(whole.result).toEqual([undefined, 'depth', undefined]);
    expect(whole.stopped?.code).toBe('depth');
  });
});
