// Runs jobs side by side, as windows wait most of their time, each at most twice: on a machine in use a window may lose
// a key. What a job says is printed when it has ended.
import { format } from 'node:util';
import { worldKeeper } from './world.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {{ name: string, run: (at: { worlds: ReturnType<typeof worldKeeper>, tell: (...words: unknown[]) => void,
 *   attempt: number }) => Promise<Counts> }} Job
 *   `attempt` counts from 1; `tell` adds a line to the report. A job that rejects has failed.
 */

const LANES = 2;

/**
 * Runs all of them, the first ones first; resolves to their counts. A job that failed counts as its second try does.
 * @param {readonly Job[]} jobs
 * @returns {Promise<Counts>}
 */
export async function runInLanes(jobs) {
  const waiting = [...jobs];
  const total = { passed: 0, failed: 0 };
  const lane = async () => {
    const worlds = worldKeeper();
    try {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
        const counts = await atMostTwice(job, worlds);
        total.passed += counts.passed;
        total.failed += counts.failed;
      }
    } finally {
      await worlds.end();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return total;
}

async function atMostTwice(job, worlds) {
  const first = await attemptOf(job, worlds, 1);
  if (first.failed === 0) return first;
  // Whatever was wrong with the server goes with it.
  await worlds.end();
  const second = await attemptOf(job, worlds, 2);
  if (second.failed === 0) console.log(`  ${job.name} passed at the second try`);
  return second;
}

async function attemptOf(job, worlds, attempt) {
  const lines = [];
  const tell = (...words) => lines.push(format(...words));
  const start = performance.now();
  const counts = await job.run({ worlds, tell, attempt }).catch((error) => {
    tell('    ✖', error);
    return { passed: 0, failed: 1 };
  });
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(['', `  ${job.name} (${seconds} s${attempt === 1 ? '' : ', second try'})`, ...lines].join('\n'));
  return counts;
}
