// What the core tells of its results, slice after slice.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Report } from '../../../server/src/lsp/core/messages';
import { StateTeller } from '../../../server/src/lsp/core/state-teller';
import type { ResultsState } from '../../../server/src/service/results-state';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const nothing: ResultsState['taken'][number] = { result: undefined, shown: [], isCurrent: false };
const found = (): ResultsState['taken'][number] => ({
  result: { systems: [], checked: [], files: new Set(), notes: [], isOutOfTime: false },
  shown: [],
  isCurrent: true,
});

const state = (taken: ResultsState['taken']): ResultsState => ({
  taken,
  isPlanned: true,
  isDone: false,
  notes: [],
  missing: [],
  unanimous: new Set(),
});

const teller = () => {
  const said: Report[] = [];
  const states = new StateTeller((report) => void said.push(report));
  return {
    said,
    tell: (taken: ResultsState['taken'], seq = 1, isOver = false) =>
      states.tell(state(taken), { seq, sinceMs: 0, isOver }),
  };
};

it('a slice that found nothing new is a word only now and then', () => {
  const { said, tell } = teller();
  for (let i = 0; i < 10; i++) {
    tell([nothing]);
    vi.advanceTimersByTime(50);
  }
  expect(said).toHaveLength(5);
});

it('what is new is told at once: results, orders that were heard, the end', () => {
  const { said, tell } = teller();
  const result = found();
  tell([nothing, nothing]);
  tell([result, nothing]);
  tell([{ ...result, isCurrent: false }, nothing]);
  tell([{ ...result, isCurrent: false }, nothing], 2);
  tell([{ ...result, isCurrent: false }, nothing], 2, true);
  tell([{ ...result, isCurrent: false }, nothing], 2, true);
  expect(said).toHaveLength(6);
  expect(
    said.filter((report) => report.type === 'state' && report.taken.some((each) => each.result !== undefined)),
  ).toHaveLength(1);
});
