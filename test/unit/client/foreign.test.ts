// Documents that nobody asks the server about.
import { expect, it, vi } from 'vitest';
import { ForeignDocuments } from '../../../client/src/foreign';

const NEVER = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };

it('waits with a document that nothing was said of yet', async () => {
  const foreign = new ForeignDocuments();
  const known = foreign.isLeft('file:///a.nix', NEVER);
  foreign.take([{ uri: 'file:///b.nix', isForeign: true }]);
  foreign.take([{ uri: 'file:///a.nix', isForeign: true }]);
  expect(await known).toBe(true);
  expect(await foreign.isLeft('file:///b.nix', NEVER)).toBe(true);
});

it('names what is foreign no more', () => {
  const foreign = new ForeignDocuments();
  const uri = 'file:///a.nix';
  expect(foreign.take([{ uri, isForeign: false }])).toEqual([]);
  expect(foreign.take([{ uri, isForeign: true }])).toEqual([]);
  expect(foreign.take([{ uri, isForeign: false }])).toEqual([uri]);
  expect(foreign.has(uri)).toBe(false);
});

it('asks when the server says nothing for long, and then without waiting', async () => {
  vi.useFakeTimers();
  const foreign = new ForeignDocuments();
  const late = foreign.isLeft('file:///a.nix', NEVER);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await late).toBe(false);
  expect(await foreign.isLeft('file:///a.nix', NEVER)).toBe(false);
  vi.useRealTimers();
});

it('asks nothing that nobody waits for any more', async () => {
  const foreign = new ForeignDocuments();
  let cancel: (event: unknown) => unknown = () => {};
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: (listener: (event: unknown) => unknown) => {
      cancel = listener;
      return { dispose: () => {} };
    },
  };
  const asked = foreign.isLeft('file:///a.nix', token);
  token.isCancellationRequested = true;
  cancel(undefined);
  expect(await asked).toBe(true);
});
