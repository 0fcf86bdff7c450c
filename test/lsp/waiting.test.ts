// Conversations about requests that come before there is an answer: who waits, how long, and how the wait ends.

import { expect, it } from 'vitest';
import { CancellationTokenSource, CodeActionTriggerKind, LSPErrorCodes } from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/line-index';
import type { OpenCore } from '../../server/src/lsp/core/link';
import { bigFlake } from '../support/big-flake';
import { printFixture } from '../support/fixture';
import { gate } from '../support/gate';
import { type Editor, OUR_CLIENT, withEditor } from '../support/lsp-pair';

const FLAKE = bigFlake({ hosts: 12, modules: 12 }, '');
const FILE = '/hosts/host-0/default.nix';
const TEXT = FLAKE.files.get(FILE) ?? '';
const REFRESH = 'workspace/codeLens/refresh';
const withStatus = { ...OUR_CLIENT, initializationOptions: { ...OUR_CLIENT.initializationOptions, status: true } };
/** Waits for ever where it waits for long, and never elsewhere. */
const patience = { brief: 0, long: Number.POSITIVE_INFINITY };
const IMPATIENT = { brief: 0, long: 0 };

/** One that never has results. */
const SILENT_CORE: OpenCore = () => ({ post: () => undefined, end: () => undefined });

const refreshes = (editor: Editor): number => editor.asked.filter((method) => method === REFRESH).length;
const isDone = (editor: Editor): boolean => editor.statuses.some(({ busy }) => !busy);
const wholeFile = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

it('lenses asked for before the first analysis are answered when they are known', () =>
  withEditor(
    printFixture(FLAKE.files),
    async (editor) => {
      await editor.initialize();
      await editor.open(FILE, TEXT);
      expect(await editor.codeLenses(FILE)).toHaveLength(6);
    },
    { patience },
  ));

it('at first they wait for one host, not for all of them, and are asked for again', () => {
  const { files } = bigFlake({ hosts: 40, modules: 12 }, '');
  const file = '/hosts/host-20/default.nix';
  return withEditor(
    printFixture(files),
    async (editor) => {
      await editor.initialize(withStatus);
      await editor.open(file, files.get(file) ?? '');
      expect(await editor.codeLenses(file)).toHaveLength(6);
      expect(isDone(editor)).toBe(false);
      await editor.until(() => isDone(editor) && refreshes(editor) === 1);
      expect(await editor.codeLenses(file)).toHaveLength(6);
    },
    { patience },
  );
});

it('while one types the lenses do not vanish', () =>
  withEditor(
    printFixture(FLAKE.files),
    async (editor) => {
      await editor.initialize();
      await editor.open(FILE, TEXT);
      expect(await editor.codeLenses(FILE)).toHaveLength(6);
      for (const [before, after] of [
        ['UTC', 'CET'],
        ['CET', 'GMT'],
      ] as const) {
        await editor.replace(FILE, before, after);
        expect(await editor.codeLenses(FILE)).toHaveLength(6);
      }
    },
    { patience },
  ));

it('an editor that cannot be told to ask again waits to the end', () =>
  withEditor(
    printFixture(FLAKE.files),
    async (editor) => {
      const { codeLens: _, ...workspace } = OUR_CLIENT.capabilities.workspace;
      await editor.initialize({ capabilities: { ...OUR_CLIENT.capabilities, workspace } });
      await editor.open(FILE, TEXT);
      expect(await editor.codeLenses(FILE)).toHaveLength(6);
      expect(refreshes(editor)).toBe(0);
    },
    { patience: IMPATIENT },
  ));

it('a request that is cancelled ends at once, and the analysis goes on', () => {
  const cancelled = gate();
  return withEditor(
    printFixture(FLAKE.files),
    async (editor) => {
      await editor.initialize(withStatus);
      await editor.open(FILE, TEXT);
      const cancellation = new CancellationTokenSource();
      const lenses = editor.connection.sendRequest<unknown>(
        'textDocument/codeLens',
        { textDocument: { uri: editor.uri(FILE) } },
        cancellation.token,
      );
      // Requests are taken up in order: this one's answer means that the one before it waits.
      expect(await editor.codeLenses('git:/other.nix')).toEqual([]);
      cancellation.cancel();
      await expect(lenses).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
      expect(isDone(editor)).toBe(false);
      cancelled.open();
      await editor.until(() => isDone(editor) || undefined);
      expect(await editor.codeLenses(FILE)).toHaveLength(6);
      expect(editor.log.filter((line) => line.includes('failed'))).toEqual([]);
    },
    { patience, knowsAfter: cancelled.passed },
  );
});

it('what a specialisation is, is told without the other hosts once they are known', () =>
  withEditor(
    printFixture(FLAKE.files),
    async (editor) => {
      const textDocument = { uri: editor.uri(FILE) };
      const position = new LineIndex(TEXT).position(TEXT.indexOf('tty.configuration'));
      const hover = () => editor.request('textDocument/hover', { textDocument, position });
      await editor.initialize(withStatus);
      await editor.open(FILE, TEXT);
      await editor.until(() => isDone(editor) || undefined);
      await hover();
      await editor.replace(FILE, 'tty.configuration = {', 'tty.configuration = { networking.domain = "x";');
      const all = editor.request('workspace/symbol', { query: '' });
      expect(await Promise.race([hover().then(() => 'hover'), all.then(() => 'all')])).toBe('hover');
      await all;
    },
    { patience: { brief: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY } },
  ));

it.each([
  ['opened by the user', { triggerKind: CodeActionTriggerKind.Invoked }],
  ['of an editor that does not say', {}],
  ['made while saving', { triggerKind: CodeActionTriggerKind.Automatic, only: ['source.fixAll.nixosSpecialisations'] }],
])('code actions %s', (_name, context) =>
  withEditor(
    printFixture(FLAKE.files),
    async (editor) => {
      await editor.initialize();
      await editor.open(FILE, TEXT);
      expect(await editor.codeActions(FILE, wholeFile, context)).not.toEqual([]);
    },
    { patience },
  ),
);

it('code actions for the light bulb wait for nothing', () =>
  withEditor(
    printFixture(FLAKE.files),
    async (editor) => {
      await editor.initialize();
      await editor.open(FILE, TEXT);
      const context = { triggerKind: CodeActionTriggerKind.Automatic };
      expect(await editor.codeActions(FILE, wholeFile, context)).toEqual([]);
    },
    { patience, openCore: SILENT_CORE },
  ));

it('fixes of other tools made while saving wait for nothing', () => {
  const answered = gate();
  return withEditor(
    printFixture(FLAKE.files),
    async (editor) => {
      await editor.initialize(withStatus);
      await editor.open(FILE, TEXT);
      const context = { triggerKind: CodeActionTriggerKind.Automatic, only: ['source.fixAll'] };
      expect(await editor.codeActions(FILE, wholeFile, context)).toEqual([]);
      expect(isDone(editor)).toBe(false);
      answered.open();
    },
    { patience, knowsAfter: answered.passed },
  );
});

it('a host that begins to use a module brings its lenses there', () => {
  const flake = `{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.one = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ]; };
    nixosConfigurations.two = nixpkgs.lib.nixosSystem { modules = [ ./a.nix ./b.nix ]; };
  };
}
`;
  const module = '{ specialisation.x.configuration.networking.domain = "example.org"; }\n';
  return withEditor(
    `#- /flake.nix\n${flake}#- /a.nix\n{ specialisation.x.configuration = { }; }\n#- /b.nix\n${module}`,
    async (editor) => {
      const titles = async () => (await editor.codeLenses('/b.nix')).map(({ command }) => command?.title);
      await editor.initialize(withStatus);
      await editor.open('/b.nix', module);
      await editor.open('/flake.nix', flake);
      expect(await titles()).not.toContain('2 hosts…');
      await editor.until(() => isDone(editor) || undefined);
      let before = refreshes(editor);
      await editor.replace('/flake.nix', './a.nix ];', './a.nix ./b.nix ];');
      // The first time to ask again may come before the flake is looked at, but not the last.
      do {
        await editor.until(() => refreshes(editor) > before || undefined);
        before = refreshes(editor);
      } while (!(await titles()).includes('2 hosts…'));
    },
  );
});
