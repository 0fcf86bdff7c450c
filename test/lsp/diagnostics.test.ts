// Conversations about diagnostics: when they come, where they stand, and when they go.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { uriOfPath } from '../../server/src/lsp/uri';
import { noErrors, withEditor } from '../support/lsp-pair';
import { temporaryFolder, writeIn } from '../support/temporary-folder';

const CONFLICT = `{ lib, ... }:
{
  services.openssh.enable = true;
  specialisation.travel.configuration.services.openssh.enable = false;
}
`;
const CLEAN = CONFLICT.replace('= false', '= lib.mkForce false');
const isEmpty = (list: readonly unknown[]): boolean => list.length === 0;
const isNotEmpty = (list: readonly unknown[]): boolean => list.length > 0;

it('a conflict is shown when the file is opened, and gone when it is mended', () =>
  withEditor(
    `#- /configuration.nix\n${CONFLICT}`,
    async (editor) => {
      await editor.initialize();
      await editor.open('/configuration.nix', CONFLICT);
      const { diagnostics, version } = await editor.diagnostics('/configuration.nix', isNotEmpty);
      expect(version).toBe(1);
      expect(diagnostics.map(({ range }) => range.start.line)).toEqual([2, 3]);
      expect(diagnostics[1]).toMatchObject({
        source: 'specialisations',
        code: 'option-conflict',
        codeDescription: { href: 'https://example.org/rules/option-conflict' },
        severity: 1,
        message: expect.stringContaining('services.openssh.enable'),
        relatedInformation: [
          { location: { uri: editor.uri('/configuration.nix'), range: { start: { line: 2, character: 2 } } } },
        ],
      });

      await editor.replace('/configuration.nix', '= false', '= lib.mkForce false');
      expect((await editor.diagnostics('/configuration.nix', isEmpty)).version).toBe(2);
    },
    { knowsOnceOpen: true },
  ));

it('a file without problems is said to have none', () =>
  withEditor(`#- /configuration.nix\n${CLEAN}`, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', CLEAN);
    expect((await editor.diagnostics('/configuration.nix')).diagnostics).toEqual([]);
  }));

it('a client that cannot show related places or links gets none', () =>
  withEditor(`#- /configuration.nix\n${CONFLICT}`, async (editor) => {
    await editor.initialize({ capabilities: {} });
    await editor.open('/configuration.nix', CONFLICT);
    const [diagnostic] = (await editor.diagnostics('/configuration.nix', isNotEmpty)).diagnostics;
    expect(Object.keys(diagnostic ?? {}).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  }));

const TWO_FILES = `
#- /configuration.nix
{ imports = [ ./travel.nix ]; services.openssh.enable = true; }
#- /travel.nix
{ specialisation.travel.configuration.services.openssh.enable = false; }
`;

it('a conflict is shown in a file that is not open, too', () =>
  withEditor(TWO_FILES, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', '{ imports = [ ./travel.nix ]; services.openssh.enable = true; }\n');
    const inClosed = await editor.diagnostics('/travel.nix', isNotEmpty);
    expect(inClosed.version).toBeUndefined();
    await editor.replace('/configuration.nix', 'true', 'false');
    await editor.diagnostics('/travel.nix', noErrors);
    await editor.diagnostics('/configuration.nix', isEmpty);
  }));

it('a file renamed on disk takes its diagnostics with it', () =>
  withEditor(TWO_FILES, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', '{ imports = [ ./travel.nix ]; services.openssh.enable = true; }\n');
    await editor.diagnostics('/travel.nix', isNotEmpty);
    await editor.until(() => editor.registered.length === 2 || undefined);
    expect(editor.registered.toSorted()).toEqual([
      'workspace/didChangeConfiguration',
      'workspace/didChangeWatchedFiles',
    ]);

    renameSync(join(editor.folder, 'travel.nix'), join(editor.folder, 'abroad.nix'));
    const changes = [
      { uri: editor.uri('/travel.nix'), type: 3 },
      { uri: editor.uri('/abroad.nix'), type: 1 },
    ];
    await editor.notify('workspace/didChangeWatchedFiles', { changes });
    await editor.diagnostics('/travel.nix', isEmpty);
    await editor.replace('/configuration.nix', './travel.nix', './abroad.nix');
    await editor.diagnostics('/abroad.nix', isNotEmpty);
  }));

it('a file changed on disk is read again', () =>
  withEditor(TWO_FILES, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', '{ imports = [ ./travel.nix ]; services.openssh.enable = true; }\n');
    await editor.diagnostics('/travel.nix', isNotEmpty);
    writeIn(
      editor.folder,
      '/travel.nix',
      '{\n\n\nspecialisation.travel.configuration.services.openssh.enable = false; }\n',
    );
    await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('/travel.nix'), type: 2 }] });
    await editor.diagnostics('/travel.nix', ([first]) => first?.range.start.line === 3);
  }));

it('closing without saving brings back what the disk says', () =>
  withEditor(`#- /configuration.nix\n${CLEAN}`, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', CONFLICT);
    await editor.diagnostics('/configuration.nix', isNotEmpty);
    await editor.close('/configuration.nix');
    await editor.diagnostics('/configuration.nix', isEmpty);
  }));

it('what did not change is not sent again', () =>
  withEditor(`#- /configuration.nix\n${CONFLICT}`, async (editor) => {
    await editor.initialize();
    await editor.open('/configuration.nix', CONFLICT);
    await editor.diagnostics('/configuration.nix', isNotEmpty);
    await editor.replace('/configuration.nix', '}\n', '}\n# a comment\n');
    // Something else that is sent shows that the server came that far.
    await editor.open('/other.nix', '{ }');
    await editor.diagnostics('/other.nix');
    expect(editor.published.filter(({ uri }) => uri === editor.uri('/configuration.nix'))).toHaveLength(1);
  }));

it('folders come and go', () =>
  withEditor('#- /empty.nix\n{ }', async (editor) => {
    const second = temporaryFolder(`#- /configuration.nix\n${CONFLICT}`);
    const folder = { uri: uriOfPath(second), name: 'second' };
    const file = `${folder.uri}/configuration.nix`;
    await editor.initialize();
    await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } });
    await editor.diagnostics(file, isNotEmpty);
    await editor.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } });
    await editor.diagnostics(file, isEmpty);
  }));

it('several folders are checked from the start', async () => {
  const second = temporaryFolder(`#- /configuration.nix\n${CONFLICT}`);
  await withEditor(`#- /configuration.nix\n${CONFLICT}`, async (editor) => {
    const workspaceFolders = [editor.folder, second].map((path) => ({ uri: uriOfPath(path), name: path }));
    await editor.initialize({ workspaceFolders });
    await editor.open('/other.nix', '{ }');
    await editor.diagnostics('/configuration.nix', isNotEmpty);
    await editor.diagnostics(uriOfPath(`${second}/configuration.nix`), isNotEmpty);
  });
});

it('without a folder, the open file and its imports are checked', () =>
  withEditor(TWO_FILES, async (editor) => {
    await editor.initialize({ workspaceFolders: null });
    await editor.open('/configuration.nix', '{ imports = [ ./travel.nix ]; services.openssh.enable = true; }\n');
    await editor.diagnostics('/travel.nix', isNotEmpty);
  }));

it('a document that was never saved is checked by itself', () =>
  withEditor('#- /empty.nix\n{ }', async (editor) => {
    await editor.initialize();
    await editor.open('untitled:Untitled-1', CONFLICT);
    await editor.diagnostics('untitled:Untitled-1', isNotEmpty);
    expect(await editor.codeLenses('untitled:Untitled-1')).toEqual([]);
    await editor.close('untitled:Untitled-1');
    await editor.diagnostics('untitled:Untitled-1', isEmpty);
  }));
