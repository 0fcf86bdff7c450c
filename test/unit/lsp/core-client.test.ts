// The thread that works is replaced when it does not answer or dies; what it was working on is set aside.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { SILENT } from '../../../server/src/base/logger';
import { CoreClient } from '../../../server/src/lsp/core/client';
import type { CoreEvents } from '../../../server/src/lsp/core/link';
import type { CoreState, Numbered, PlainFinding } from '../../../server/src/lsp/core/messages';
import { ReadsTold } from '../../../server/src/lsp/core/reads-told';

interface Thread extends CoreEvents {
  readonly orders: Numbered[];
  isEnded: boolean;
}

const DOCUMENT = { path: '/a.nix', text: '{ }' };
const FINDING: PlainFinding = {
  file: '/a.nix',
  start: 0,
  end: 1,
  code: 'x',
  severity: 'error',
  message: '',
  root: '/a.nix',
  host: null,
  specialisation: null,
  option: null,
  related: [],
};
/** Longer than any silence that is borne, and too short for two. */
const LONG_MS = 20_000;

function started(): {
  readonly client: CoreClient;
  readonly threads: Thread[];
  readonly complaints: string[];
  last(): Thread;
} {
  const threads: Thread[] = [];
  const complaints: string[] = [];
  const client = new CoreClient({
    logger: SILENT,
    trusted: true,
    language: undefined,
    chosen: {},
    cacheFolder: undefined,
    onReleases: () => {},
    openCore: (events) => {
      const thread: Thread = { ...events, orders: [], isEnded: false };
      threads.push(thread);
      return {
        post: (order) => void thread.orders.push(order),
        end: () => {
          thread.isEnded = true;
        },
      };
    },
    folders: ['/work'],
    rules: undefined,
    documents: () => [DOCUMENT],
    complain: (message) => void complaints.push(message),
  });
  const last = (): Thread => {
    const thread = threads.at(-1);
    if (thread === undefined) throw new Error('no thread was started');
    return thread;
  };
  return { client, threads, complaints, last };
}

/** A state of a core that has done all it was told. */
const over = ({ orders }: Thread, isOver = true): CoreState => ({
  type: 'state',
  seq: orders.at(-1)?.seq ?? 0,
  taken: [],
  isPlanned: true,
  isDone: isOver,
  notes: [],
  missing: [],
  unanimous: new Set(),
  sinceMs: 0,
  isOver,
});

const startOf = ({ orders: [start] }: Thread): unknown => start;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('one that does not answer is replaced, told everything again, and what it was at is left aside', async () => {
  const { client, threads, last } = started();
  const [first] = threads;
  if (first !== undefined) first.said(over(first));
  first?.said({ type: 'work', what: 'slow' });
  first?.said({ type: 'read', path: '/slow.nix' });
  const asked = client.ask({ about: 'fixes', of: [FINDING] });
  vi.advanceTimersByTime(LONG_MS);
  expect(await asked).toBeUndefined();
  expect(first?.isEnded).toBe(true);
  expect(last().orders.slice(0, 3)).toMatchObject([
    { type: 'start', folders: ['/work'], setAside: [{ what: 'slow', files: ['/slow.nix'] }] },
    { type: 'open', ...DOCUMENT },
    { type: 'schedule', now: true },
  ]);
  // Whoever asks now waits for the new one.
  expect(client.partial.isComplete).toBe(false);
  expect(client.partial.isSettled(DOCUMENT.path)).toBe(false);
  // What the old one still has to say is no longer heard.
  first?.said({ type: 'work', what: 'ghost' });
  last().said(over(last()));
  expect(client.partial.isComplete).toBe(true);
});

it('what one that does not answer has read is found in memory that both see', () => {
  const { last } = started();
  const core = (): ReadsTold => {
    const { reads } = last().orders[0] as Extract<Numbered, { type: 'start' }>;
    return new ReadsTold((report) => last().said(report), reads);
  };
  const told = core();
  told.begins('first');
  told.reads('/a.nix');
  told.reads('/b.nix');
  told.begins('second');
  told.reads('/b.nix');
  told.reads('/c.nix');
  // A further piece of the same work.
  told.begins('second');
  last().died('out of memory');
  expect(startOf(last())).toMatchObject({ setAside: [{ what: 'second', files: ['/b.nix', '/c.nix'] }] });
  const again = core();
  again.begins('third');
  again.reads('/c.nix');
  last().died('out of memory');
  expect(startOf(last())).toMatchObject({ setAside: [{ what: 'second' }, { what: 'third', files: ['/c.nix'] }] });
});

it('what nobody waits for any more is dropped', async () => {
  const { client, last } = started();
  const source = new CancellationTokenSource();
  const asked = client.ask({ about: 'fates', of: '/a.nix' }, source.token);
  const id = last().orders.at(-1)?.seq ?? 0;
  source.cancel();
  expect(await asked).toBeUndefined();
  expect(last().orders.at(-1)).toMatchObject({ type: 'drop', id });
  // It may have been answered by then.
  last().said({ type: 'answer', id, answer: { about: 'fates', of: [] } });
  const { length } = last().orders;
  expect(await client.ask({ about: 'fates', of: '/a.nix' }, source.token)).toBeUndefined();
  expect(last().orders).toHaveLength(length);
});

it('one that says something now and then, or has nothing to do, is left alone', () => {
  const { client, threads, last } = started();
  for (let seconds = 0; seconds < 100; seconds++) {
    last().said(over(last(), false));
    vi.advanceTimersByTime(1000);
  }
  last().said(over(last()));
  void client.ask({ about: 'fixes', of: [FINDING] });
  last().said({ type: 'answer', id: last().orders.at(-1)?.seq ?? 0, answer: { about: 'fixes', of: [] } });
  const { length } = last().orders;
  vi.advanceTimersByTime(10 * LONG_MS);
  expect(threads).toHaveLength(1);
  // Nor is it asked whether it lives.
  expect(last().orders).toHaveLength(length);
});

it('what is set aside stays so in the next thread, too, until a file of it changes', () => {
  const { client, last } = started();
  const die = (what: string): void => {
    last().said({ type: 'work', what });
    last().said({ type: 'read', path: `/${what}.nix` });
    last().died('out of memory');
  };
  die('one');
  die('two');
  expect(startOf(last())).toMatchObject({ setAside: [{ what: 'one' }, { what: 'two' }] });
  client.edit('/one.nix', [], { now: false });
  die('three');
  expect(startOf(last())).toMatchObject({ setAside: [{ what: 'two' }, { what: 'three' }] });
});

it('what was shown stays until the new one knows everything', () => {
  const { client, last } = started();
  const shown: boolean[] = [];
  client.onState((partial) => void shown.push(partial.isComplete));
  last().died('out of memory');
  last().said(over(last(), false));
  expect(shown).toEqual([]);
  last().said(over(last()));
  expect(shown).toEqual([true]);
});

it('what is not known of a change made meanwhile is not over', () => {
  const { client, last } = started();
  const shown: (readonly [isComplete: boolean, isOver: boolean])[] = [];
  client.onState(({ isComplete }, _, isOver) => void shown.push([isComplete, isOver]));
  const before = over(last());
  client.trust();
  last().said(before);
  last().said(over(last()));
  expect(shown).toEqual([
    [false, false],
    [true, true],
  ]);
});

it('levels of rules that are as before change nothing', () => {
  const { client, last } = started();
  const { length } = last().orders;
  client.configure(null);
  client.configure({ optionConflict: 'loud' });
  expect(last().orders).toHaveLength(length);
  client.configure({ optionConflict: 'warning' });
  client.configure({ 'option-conflict': 'warning' });
  expect(last().orders.slice(length)).toMatchObject([{ type: 'rules', rules: { optionConflict: 'warning' } }]);
});

it('one that dies again and again is not started for ever, and the user is told', async () => {
  const { client, threads, complaints, last } = started();
  for (let count = 0; count < 20; count++) last().died('out of memory');
  expect(threads).toHaveLength(6);
  expect(complaints).toHaveLength(1);
  expect(
    await client.ask({
      about: 'differences',
      of: { kind: 'nixos', host: null, entry: '', inside: [], specialisation: null },
    }),
  ).toBeUndefined();
});
