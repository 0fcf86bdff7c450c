// When what was found is written down.
import { afterEach, expect, test, vi } from 'vitest';
import { Keeping } from '../../../server/src/lsp/core/keeping';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('once for several times that nothing was left to do, and again a while later', () => {
  vi.useFakeTimers();
  const keep = vi.fn();
  const keeping = new Keeping(keep);
  for (let i = 0; i < 3; i++) keeping.later();
  expect(keep).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(keep).toHaveBeenCalledTimes(1);
  keeping.later();
  vi.advanceTimersByTime(1000);
  expect(keep).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(20_000);
  expect(keep).toHaveBeenCalledTimes(2);
});

test('in a browser, too, where timers are numbers', () => {
  vi.stubGlobal('setTimeout', () => 1);
  expect(() => new Keeping(() => undefined).later()).not.toThrow();
});
