// Documents that nobody asks the server about.
import { expect, it, vi } from 'vitest';
import { ForeignDocuments } from '../../../client/src/foreign';

const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };

it('waits with a document that nothing was said of yet', async () => {
  const foreign = new ForeignDocuments();
  const known = foreign.knows('file:///a.nix', NEVER);
  foreign.take([{ uri: 'file:///b.nix', isForeign: true }]);
  foreign.take([{ uri: 'file:///a.nix', isForeign: true }]);
  expect(await known).toBe(true);
  expect(await foreign.knows('file:///b.nix', NEVER)).toBe(true);
});

it('names what is foreign no more', () => {
  const foreign = new ForeignDocuments();
  const uri = 'file:///a.nix';
  expect(foreign.take([{ uri, isForeign: false }])).toEqual([]);
  expect(foreign.take([{ uri, isForeign: true }])).toEqual([]);
  expect(foreign.take([{ uri, isForeign: false }])).toEqual([uri]);
  expect(foreign.has(uri)).toBe(false);
});

it('asks when the server says nothing for long, has ended, or nobody waits any more', async () => {
  vi.useFakeTimers();
  const foreign = new ForeignDocuments();
  const late = foreign.knows('file:///a.nix', NEVER);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await late).toBe(false);
  vi.useRealTimers();
  expect(await foreign.knows('file:///a.nix', { ...NEVER, isCancellationRequested: true })).toBe(false);
  const ended = foreign.knows('file:///b.nix', NEVER);
  foreign.forgetAll();
  expect(await ended).toBe(false);
});
