// A server that ends by itself starts again, later each time, and in the end no more.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Actions, Restarts } from '../../../client/src/restarts';

const ACTIONS: Actions = { CloseAction: { DoNotRestart: 1 }, ErrorAction: { Continue: 1 } };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function restarts(answer = false) {
  const restart = vi.fn(async () => undefined);
  const askToStart = vi.fn(async () => answer);
  const made = new Restarts({ restart, askToStart });
  return { made, handler: made.handler(ACTIONS), restart, askToStart };
}

test('after a pause that is longer each time, and then not by itself', async () => {
  const { handler, restart, askToStart } = restarts();
  for (const [index, pause] of [0, 1000, 4000, 10_000].entries()) {
    expect(await handler.closed()).toMatchObject({ action: 1, handled: true });
    await vi.advanceTimersByTimeAsync(pause / 2);
    expect(restart).toHaveBeenCalledTimes(index + (pause === 0 ? 1 : 0));
    await vi.advanceTimersByTimeAsync(pause / 2);
    expect(restart).toHaveBeenCalledTimes(index + 1);
  }
  await handler.closed();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(restart).toHaveBeenCalledTimes(4);
  expect(askToStart).toHaveBeenCalledTimes(1);
});

test('what is long ago does not count', async () => {
  const { handler, restart, askToStart } = restarts();
  for (let i = 0; i < 10; i++) {
    await handler.closed();
    await vi.advanceTimersByTimeAsync(200_000);
  }
  expect(restart).toHaveBeenCalledTimes(10);
  expect(askToStart).not.toHaveBeenCalled();
});

test('it starts when the user says so, and may end as often again', async () => {
  const { handler, restart, askToStart } = restarts(true);
  for (let i = 0; i < 9; i++) {
    await handler.closed();
    await vi.advanceTimersByTimeAsync(10_000);
  }
  expect(restart).toHaveBeenCalledTimes(9);
  expect(askToStart).toHaveBeenCalledTimes(1);
});

test('one that the user starts in the pause is not started twice', async () => {
  const { made, handler, restart } = restarts();
  await handler.closed();
  await vi.advanceTimersByTimeAsync(0);
  await handler.closed();
  await made.now();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(restart).toHaveBeenCalledTimes(2);
});

test('nothing starts once it is disposed of', async () => {
  const { made, handler, restart } = restarts();
  await handler.closed();
  made.dispose();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(restart).not.toHaveBeenCalled();
});
