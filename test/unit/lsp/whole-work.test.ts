// When systems are checked as a whole, and what the editor shows meanwhile.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Connection } from 'vscode-languageserver/node';
import { SILENT } from '../../../server/src/base/logger';
import { clientFeatures } from '../../../server/src/lsp/client-features';
import type { Events } from '../../../server/src/lsp/core/link';
import type { WholeOrder, WholeReport } from '../../../server/src/lsp/whole/messages';
import { WholeWork } from '../../../server/src/lsp/whole/whole-work';
import type { WholeSubject } from '../../../server/src/service/whole-check';

const SUBJECT = { key: '/a.nix#', entry: '/a.nix', host: null } as WholeSubject;
const LONG_MS = 1000;

interface Thread extends Events<WholeReport> {
  readonly megabytes: number;
  readonly orders: WholeOrder[];
  isEnded: boolean;
}

/** What the editor was told of the work, and what the user does to end it. */
interface Shown {
  readonly told: unknown[];
  cancel(): void;
}

interface Started {
  readonly work: WholeWork;
  readonly threads: Thread[];
  readonly shown: Shown[];
}

function started(features: object): Started {
  const threads: Thread[] = [];
  const shown: Shown[] = [];
  const createWorkDoneProgress = async (): Promise<unknown> => {
    const told: unknown[] = [];
    const one: Shown = { told, cancel: () => {} };
    shown.push(one);
    return {
      begin: (title: string, _percentage: undefined, _message: undefined, isCancellable: boolean) =>
        told.push(['begin', title, isCancellable]),
      report: (message: string) => told.push(message),
      done: () => told.push('done'),
      token: {
        onCancellationRequested: (then: () => void) => {
          one.cancel = then;
        },
      },
    };
  };
  const work = new WholeWork({
    connection: { window: { createWorkDoneProgress } } as Connection,
    logger: SILENT,
    client: clientFeatures({
      capabilities: { window: { workDoneProgress: true } },
      initializationOptions: { features },
    }),
    files: { read: () => undefined, kind: () => undefined },
    home: undefined,
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
    progressAfterMs: LONG_MS,
    trusted: () => true,
    onRelease: () => {},
    onChecked: () => {},
    subjectOf: async () => SUBJECT,
    folders: () => [],
    documents: () => [],
    onChange: () => {},
  });
  return { work, threads, shown };
}

const checks = ({ threads }: Started): number => threads.flatMap(({ orders }) => orders).length;
const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('checks after saving, and not before', async () => {
  const all = started({ completeCheck: 'onSave' });
  all.work.edited('/a.nix');
  await pass(60_000);
  expect(checks(all)).toBe(0);
  all.work.saved('/a.nix');
  await pass(0);
  expect(checks(all)).toBe(1);
  expect(all.threads[0]).toMatchObject({ megabytes: 1500, orders: [{ type: 'check', subject: SUBJECT }] });
});

it('checks once nothing was typed for a while, and drops what is under way with the next character', async () => {
  const all = started({ completeCheck: 'onIdle' });
  for (let character = 0; character < 10; character++) {
    all.work.edited('/a.nix');
    await pass(500);
  }
  expect(checks(all)).toBe(0);
  await pass(10_000);
  expect(checks(all)).toBe(1);
  all.work.edited('/a.nix');
  expect(all.threads[0]?.isEnded).toBe(true);
  await pass(10_000);
  expect(checks(all)).toBe(2);
});

it('checks nothing by itself where that is switched off, but does when asked', async () => {
  const all = started({ completeCheck: 'off' });
  all.work.saved('/a.nix');
  all.work.edited('/a.nix');
  await pass(60_000);
  expect(checks(all)).toBe(0);
  void all.work.check('/a.nix', true);
  await pass(0);
  expect(checks(all)).toBe(1);
});

it('gives the thread as much memory as the settings say, and says that it was not enough', async () => {
  const all = started({ memoryLimit: 640 });
  all.work.saved('/a.nix');
  await pass(0);
  expect(all.threads[0]?.megabytes).toBe(640);
  all.threads[0]?.died('heap', true);
  await pass(0);
  expect(all.work.notes).toEqual([
    'a.nix: not checked as a whole: it takes more than 640 MB of memory (nixosSpecialisations.memoryLimit)',
  ]);
  // With more it is tried again.
  all.work.configure({ memoryLimit: 900 });
  expect(all.work.notes).toEqual([]);
  all.work.saved('/a.nix');
  await pass(0);
  expect(all.threads[1]?.megabytes).toBe(900);
});

it('shows what takes longer than a moment, how far it is, and that it is over', async () => {
  const all = started({});
  const source = { nixpkgs: '/nixpkgs' };
  all.work.takeReleases([], [source]);
  await pass(LONG_MS - 1);
  expect(all.shown).toEqual([]);
  await pass(1);
  all.threads[0]?.said({ type: 'options', count: 12 });
  all.threads[0]?.said({ type: 'done', failed: undefined });
  expect(all.shown.map(({ told }) => told)).toEqual([
    [['begin', 'Reading the options of NixOS', true], '12 options', 'done'],
  ]);
});

it('ends what the user cancels: a release is not read again by itself, a system is checked after the next saving', async () => {
  const all = started({});
  const source = { nixpkgs: '/nixpkgs' };
  all.work.takeReleases([{ kind: 'nixos', path: '/nixpkgs', release: '', by: 'lock', isRead: false }], [source]);
  await pass(LONG_MS);
  all.shown[0]?.cancel();
  expect(all.threads[0]?.isEnded).toBe(true);
  expect(all.shown[0]?.told.at(-1)).toBe('done');
  expect(all.work.releases).toMatchObject([{ state: 'failed', why: 'it was cancelled' }]);
  all.work.takeReleases([], [source]);
  expect(checks(all)).toBe(1);

  all.work.saved('/a.nix');
  await pass(LONG_MS);
  expect(all.shown[1]?.told).toEqual([['begin', 'Checking a.nix as a whole', true]]);
  all.shown[1]?.cancel();
  expect(all.threads[1]?.isEnded).toBe(true);
  expect(all.work.notes).toEqual([]);
  all.work.saved('/a.nix');
  await pass(0);
  expect(checks(all)).toBe(3);
});
