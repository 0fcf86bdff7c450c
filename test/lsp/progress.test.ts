// Conversations about work that takes long: the editor can say so while it lasts, and no longer.

import { expect, it } from 'vitest';
import { bigFlake } from '../support/big-flake';
import { printFixture } from '../support/fixture';
import { testInstallation } from '../support/installation';
import type { PairOptions } from '../support/lsp-pair';
import { type Editor, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FLAKE = bigFlake({ hosts: 12, modules: 12 }, '');
const FILE = '/hosts/host-0/default.nix';
const TEXT = FLAKE.files.get(FILE) ?? '';
const AT_ONCE = { progressAfterMs: 0 };
const NEVER = { progressAfterMs: Number.POSITIVE_INFINITY };

interface Told {
  readonly created: (string | number)[];
  readonly told: {
    readonly token: string | number;
    readonly value: { kind: string; title?: string; message?: string };
  }[];
}

/** Analyses the project and everything again after an edit, in an editor that shows progress, or not. */
async function analysed(editor: Editor, workDoneProgress: boolean): Promise<Told> {
  const heard: Told = { created: [], told: [] };
  editor.connection.onRequest('window/workDoneProgress/create', ({ token }: { token: string | number }) => {
    heard.created.push(token);
    return null;
  });
  editor.connection.onNotification('$/progress', (progress: Told['told'][number]) => void heard.told.push(progress));
  await editor.initialize({
    capabilities: { ...OUR_CLIENT.capabilities, window: { workDoneProgress } },
    initializationOptions: { ...OUR_CLIENT.initializationOptions, status: true },
  });
  await editor.open(FILE, TEXT);
  await editor.until(() => editor.statuses.find(({ busy }) => !busy));
  // An answer comes after what was sent before.
  await editor.codeLenses(FILE);
  return heard;
}

const conversation = (options: PairOptions, workDoneProgress: boolean, check: (heard: Told) => void): Promise<void> =>
  withEditor(printFixture(FLAKE.files), async (editor) => check(await analysed(editor, workDoneProgress)), options);

it('work that takes long says what it is, how far it is, and when it is over', () =>
  conversation(AT_ONCE, true, ({ created, told }) => {
    expect(created).toHaveLength(1);
    expect(new Set(told.map(({ token }) => token))).toEqual(new Set(created));
    const values = told.map(({ value }) => value);
    expect(values[0]).toEqual({
      kind: 'begin',
      title: 'Analysing NixOS configurations',
      message: expect.stringMatching(/^(Looking for systems|\d+ done)$/),
      cancellable: false,
    });
    expect(values.at(-1)).toEqual({ kind: 'end' });
    const reports = values.slice(1, -1);
    expect(new Set(reports.map(({ kind }) => kind))).toEqual(new Set(['report']));
    // Each says something new, and more.
    const done = reports.map(({ message }) => Number(/^(\d+) done$/.exec(message ?? '')?.[1]));
    expect(done).toEqual([...new Set(done)].sort((a, b) => a - b));
    expect(done.length).toBeGreaterThan(1);
  }));

it('work that is over sooner is not worth a word', () =>
  conversation(NEVER, true, (heard) => expect(heard).toEqual({ created: [], told: [] })));

it('an editor that shows no progress is told of none', () =>
  conversation(AT_ONCE, false, (heard) => expect(heard).toEqual({ created: [], told: [] })));

it('work that fails is over, too', async () => {
  const installation = {
    ...(await testInstallation()),
    readData: () => {
      throw new Error('the disk is gone');
    },
  };
  const check = async (editor: Editor): Promise<void> => {
    const { told } = await analysed(editor, true);
    expect(editor.log.join()).toContain('analysis failed at=');
    const count = (wanted: string): number => told.filter(({ value: { kind } }) => kind === wanted).length;
    expect(count('end')).toBe(count('begin'));
  };
  await withEditor(printFixture(FLAKE.files), check, { ...AT_ONCE, installation });
});
