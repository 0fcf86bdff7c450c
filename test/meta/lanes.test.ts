// How end-to-end jobs are run: side by side, what fails once more, and what the last try says counts.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runInLanes } from '../e2e/support/lanes.mjs';

type Job = Parameters<typeof runInLanes>[0][number];

const said: string[] = [];

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
  said.length = 0;
});

/** A job of which these tries fail. */
const job = (name: string, ...failing: readonly number[]): Job => ({
  name,
  run: async ({ tell, attempt }) => {
    if (failing.includes(attempt)) {
      tell(`${name} went wrong`);
      return { passed: 1, failed: 1 };
    }
    return { passed: 3, failed: 0 };
  },
});

it('counts what every job has passed, and says nothing of other tries', async () => {
  expect(await runInLanes([job('a'), job('b'), job('c')])).toEqual({ passed: 9, failed: 0 });
  expect(said.join('\n')).not.toContain('try');
});

it('runs what failed once more: that counts, and both are told of', async () => {
  expect(await runInLanes([job('a', 1), job('b')])).toEqual({ passed: 6, failed: 0 });
  const text = said.join('\n');
  expect(text).toContain('a went wrong');
  expect(text).toMatch(/a \(0 s, second try\)/);
  expect(text).toContain('a passed at the second try');
});

it('fails what fails twice', async () => {
  expect(await runInLanes([job('a', 1, 2), job('b')])).toEqual({ passed: 4, failed: 1 });
  expect(said.join('\n')).not.toContain('passed at the second try');
});

it('takes a job that rejects for one that failed, and goes on', async () => {
  const broken: Job = { name: 'broken', run: () => Promise.reject(new Error('no window')) };
  expect(await runInLanes([broken, job('a')])).toEqual({ passed: 3, failed: 1 });
  expect(said.join('\n')).toContain('no window');
});
