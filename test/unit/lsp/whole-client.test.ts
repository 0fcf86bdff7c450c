// The thread for whole releases is started when there is something to do, and whatever becomes of it is told, once.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SILENT } from '../../../server/src/base/logger';
import type { Events } from '../../../server/src/lsp/core/link';
import { WholeClient } from '../../../server/src/lsp/whole/client';
import type { CheckOrder, WholeOrder, WholeReport } from '../../../server/src/lsp/whole/messages';
import type { Release, ReleaseSource } from '../../../server/src/release/read-release';
import type { WholeResult } from '../../../server/src/service/whole-results';

interface Thread extends Events<WholeReport> {
  readonly megabytes: number;
  readonly orders: WholeOrder[];
  isEnded: boolean;
}

const NIXOS: ReleaseSource = { nixpkgs: '/nixpkgs' };
const HOMES: ReleaseSource = { nixpkgs: '/nixpkgs', homeManager: '/home-manager' };
const RELEASE = { path: '/nixpkgs', release: '24.11', table: '', size: 0 } as Release;
const TOO_MUCH = 'it takes more than 700 MB of memory (nixosSpecialisations.memoryLimit)';
const DONE: WholeReport = { type: 'done', failed: undefined };

function started(): { client: WholeClient; threads: Thread[]; read: ReleaseSource[] } {
  const threads: Thread[] = [];
  const read: ReleaseSource[] = [];
  const client = new WholeClient({
    logger: SILENT,
    cacheFolder: '/cache',
    memoryLimit: () => 700,
    trusted: () => true,
    onChecked: () => {},
    onRelease: (source) => void read.push(source),
    onChange: () => {},
    open: (megabytes) => (events) => {
      const thread: Thread = { ...events, megabytes, orders: [], isEnded: false };
      threads.push(thread);
      return {
        post: (order) => void thread.orders.push(order),
        end: () => {
          thread.isEnded = true;
        },
      };
    },
  });
  return { client, threads, read };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('starts no thread before there is something to do, and gives it one thing after the other', () => {
  const { client, threads, read } = started();
  client.read([]);
  expect(threads).toHaveLength(0);
  client.read([NIXOS, HOMES]);
  const [thread] = threads;
  const order = { type: 'read', source: NIXOS, trusted: true, cacheFolder: '/cache' };
  expect(thread).toMatchObject({ megabytes: 700, orders: [order] });
  thread?.said({ type: 'release', source: NIXOS, release: RELEASE });
  expect(threads).toHaveLength(1);
  thread?.said(DONE);
  expect(read).toEqual([NIXOS]);
  // Each release has a thread of its own: what it leaves behind is much.
  expect(threads.map(({ orders, isEnded }) => [orders, isEnded])).toEqual([
    [[order], true],
    [[{ ...order, source: HOMES }], false],
  ]);
  // What is being read already is not read twice.
  client.read([HOMES]);
  threads[1]?.said(DONE);
  expect(threads).toHaveLength(2);
  expect(client.doing).toBeUndefined();
});

const ORDER = { type: 'check' } as CheckOrder;
const RESULT = { key: 'laptop' } as WholeResult;

it('ends a thread that has nothing to check for a while', async () => {
  const { client, threads } = started();
  const checked = client.check('laptop', () => ORDER, false);
  threads[0]?.said({ type: 'checked', result: RESULT });
  threads[0]?.said(DONE);
  expect(await checked).toEqual({ result: RESULT });
  vi.advanceTimersByTime(5_000);
  expect(threads[0]?.isEnded).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(threads[0]?.isEnded).toBe(true);
});

it('ends a check that nobody wants any more, and begins the next one anew', async () => {
  const { client, threads } = started();
  const first = client.check('laptop', () => ORDER, false);
  const second = client.check('laptop', () => ORDER, false);
  expect(await first).toBeUndefined();
  expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  threads[1]?.died('heap', true);
  expect(await second).toEqual({ failed: TOO_MUCH });
  expect([...client.failedChecks]).toEqual([['laptop', TOO_MUCH]]);
  // Not by itself, but when somebody insists.
  expect(await client.check('laptop', () => ORDER, false)).toEqual({ failed: TOO_MUCH });
  void client.check('laptop', () => ORDER, true);
  expect([...client.failedChecks]).toEqual([]);
  expect(client.doing?.what).toEqual(ORDER);
});

it.each([
  ['takes too much memory', (thread: Thread) => thread.died('heap', true), TOO_MUCH],
  ['dies', (thread: Thread) => thread.died('exit code 1'), 'exit code 1'],
  ['is never heard of again', () => vi.advanceTimersByTime(500_000), 'it did not answer'],
  ['says that it cannot', (thread: Thread) => thread.said({ type: 'done', failed: 'no lib' }), 'no lib'],
])('a thread that %s has failed with that alone, which is not tried again by itself', (_what, end, why) => {
  const { client, threads } = started();
  client.read([NIXOS, HOMES]);
  const [first] = threads;
  if (first === undefined) throw new Error('no thread was started');
  end(first);
  expect(client.whyNot(NIXOS)).toBe(why);
  expect(client.whyNot(HOMES)).toBeUndefined();
  const last = threads.at(-1);
  expect(last?.orders.at(-1)).toMatchObject({ source: HOMES });
  last?.said(DONE);
  client.read([NIXOS]);
  expect(client.doing).toBeUndefined();
  client.tryAgain();
  client.read([NIXOS]);
  expect(client.doing?.what).toMatchObject({ source: NIXOS });
});

it('hears nothing of a thread that was ended', () => {
  const { client, threads, read } = started();
  client.read([NIXOS]);
  client.cancel();
  threads[0]?.said({ type: 'release', source: NIXOS, release: RELEASE });
  expect({ read, why: client.whyNot(NIXOS), ended: threads[0]?.isEnded }).toEqual({
    read: [],
    why: 'it was cancelled',
    ended: true,
  });
});
