// What the core works on, and in which order: questions first, results that are out of date after a pause.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SILENT } from '../../../server/src/base/logger';
import type { Answer } from '../../../server/src/lsp/core/messages';
import { WorkLoop } from '../../../server/src/lsp/core/work-loop';
import type { Asked } from '../../../server/src/service/asked';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A loop that writes down what it does. Results take `slices`. */
function loop(slices: number): { readonly work: WorkLoop; readonly done: string[] } {
  const done: string[] = [];
  let left = slices;
  const work = new WorkLoop(SILENT, {
    advance(_until, focus) {
      left--;
      done.push(`results of ${focus}`);
      return left <= 0;
    },
    onSlice: (_sinceMs, isOver) => void (isOver && done.push('up to date')),
    onAnswer: (id) => void done.push(`answer ${id}`),
    rest: () => void done.push('rest'),
  });
  return { work, done };
}

function question(slices: number, onSlice = (): void => {}): Asked<Answer> {
  let left = slices;
  return {
    advance() {
      onSlice();
      left--;
      return left > 0 ? undefined : { answer: { about: 'fates', of: [] } };
    },
  };
}

it('results wait for a pause, and come in slices', () => {
  const { work, done } = loop(2);
  work.schedule({ edited: '/a.nix', now: false });
  vi.advanceTimersByTime(70);
  work.schedule({ edited: '/b.nix', now: false });
  vi.advanceTimersByTime(70);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(done).toEqual(['results of /b.nix', 'results of /b.nix', 'up to date', 'rest']);
});

it('questions wait for nothing, and come before results', () => {
  const { work, done } = loop(1);
  work.schedule({ wanted: '/a.nix', now: true });
  work.ask(1, question(3));
  work.ask(2, question(1));
  vi.advanceTimersByTime(50);
  expect(done).toEqual(['answer 1', 'answer 2', 'results of /a.nix', 'up to date', 'rest']);
});

it('a question that is dropped does not end the pause', () => {
  const { work, done } = loop(1);
  work.schedule({ edited: '/a.nix', now: false });
  work.ask(1, question(3));
  work.drop(1);
  vi.advanceTimersByTime(70);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(done).toEqual(['results of /a.nix', 'up to date', 'rest']);
});

it('between two slices of one, others are heard: it may be dropped', () => {
  const { work, done } = loop(1);
  let slices = 0;
  const endless = question(Number.POSITIVE_INFINITY, () => {
    slices++;
    if (slices === 5) setTimeout(() => work.drop(1), 0);
  });
  work.ask(1, endless);
  work.ask(2, question(1));
  vi.advanceTimersByTime(100);
  expect(slices).toBeLessThan(8);
  expect(done).toEqual(['answer 2', 'rest']);
});
