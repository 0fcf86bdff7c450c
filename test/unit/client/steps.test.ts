// The commands of a plan run one after another, and only as far as they succeed.
import { describe, expect, test } from 'vitest';
import { leftText, runSteps } from '../../../client/src/run/steps';
import type { RunStep } from '../../../server/src/run/plan/draft';

const step = (name: string, question?: string): RunStep => ({
  argv: [name],
  cwd: '/',
  effect: 'builds',
  needsRoot: false,
  tool: 'build',
  question,
});

async function run(steps: readonly RunStep[], codes: readonly (number | undefined)[], agrees = true) {
  const started: string[] = [];
  const end = await runSteps(
    { steps },
    async ({ argv }, at) => {
      started.push(`${at} ${argv[0]}`);
      return { exitCode: codes[at] };
    },
    async (question) => {
      started.push(question);
      return agrees;
    },
  );
  return { started, end: end && { last: end.step.argv[0], code: end.ended.exitCode, text: leftText(end) } };
}

const THREE = [step('a'), step('b'), step('c')];

describe('commands', () => {
  test('all of them, while they succeed', async () => {
    expect(await run(THREE, [0, 0, 0])).toEqual({
      started: ['0 a', '1 b', '2 c'],
      end: { last: 'c', code: 0, text: '' },
    });
  });

  test.each([
    [[1, 0, 0], ['0 a'], { last: 'a', code: 1, text: ' The 2 commands after it did not start.' }],
    [[0, 4, 0], ['0 a', '1 b'], { last: 'b', code: 4, text: ' The command after it did not start.' }],
    [[0, undefined, 0], ['0 a', '1 b'], { last: 'b', code: undefined, text: ' The command after it did not start.' }],
    [[0, 0, 2], ['0 a', '1 b', '2 c'], { last: 'c', code: 2, text: '' }],
  ])('%j: stop at the first failure, and say so', async (codes, started, end) => {
    expect(await run(THREE, codes)).toEqual({ started, end });
  });

  test('a question comes before its command, and no one leaves out the rest', async () => {
    const steps = [step('show'), step('delete', 'Sure?')];
    expect(await run(steps, [0, 0])).toMatchObject({ started: ['0 show', 'Sure?', '1 delete'] });
    expect(await run(steps, [0, 0], false)).toEqual({
      started: ['0 show', 'Sure?'],
      end: { last: 'show', code: 0, text: ' As you chose, the command after it did not start.' },
    });
  });

  test('nothing ran where the first one was not wanted', async () => {
    expect(await run([step('a', 'Sure?')], [0], false)).toEqual({ started: ['Sure?'], end: undefined });
  });
});
