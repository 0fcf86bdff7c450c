// Conversations on a disk that folds case: the editor, the imports and the watcher may each
// spell a path in their own way.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FoldingDisk } from '../support/folding-disk';
import { type Editor, noErrors, withEditor } from '../support/lsp-pair';
import { writeIn } from '../support/temporary-folder';

const isEmpty = (list: readonly unknown[]): boolean => list.length === 0;
const isNotEmpty = (list: readonly unknown[]): boolean => list.length > 0;
const CREATED = 1;
const CHANGED = 2;
const DELETED = 3;

const ON = '{ services.openssh.enable = true; }';
const OFF = '{ services.openssh.enable = false; }';
const FIXTURE = `
#- /configuration.nix
{ imports = [ ./Parts/Desktop.nix ]; specialisation.a.configuration.services.openssh.enable = false; }
#- /parts/desktop.nix
${ON}
`;

const onFoldingDisk = (talk: (editor: Editor) => Promise<void>): Promise<void> =>
  withEditor(FIXTURE, talk, { disk: new FoldingDisk(), knowsOnceOpen: true });

const told = (editor: Editor, ...changes: (readonly [path: string, type: number])[]): Promise<void> =>
  editor.notify('workspace/didChangeWatchedFiles', {
    changes: changes.map(([path, type]) => ({ uri: editor.uri(path), type })),
  });

it('what is typed into a file counts, however its address and its imports are spelled', () =>
  onFoldingDisk(async (editor) => {
    await editor.initialize();
    await editor.open('/PARTS/desktop.nix', ON);
    await editor.diagnostics('/PARTS/desktop.nix', isNotEmpty);
    await editor.replace('/PARTS/desktop.nix', 'true', 'false');
    await editor.diagnostics('/PARTS/desktop.nix', isEmpty);
    await editor.replace('/PARTS/desktop.nix', 'false', 'true');
    await editor.diagnostics('/PARTS/desktop.nix', isNotEmpty);
    expect(editor.latest('/parts/desktop.nix')).toBeUndefined();
    expect(editor.latest('/Parts/Desktop.nix')).toBeUndefined();
    const actions = await editor.codeActions('/PARTS/desktop.nix', {
      start: { line: 0, character: 0 },
      end: { line: 0, character: 30 },
    });
    expect(actions.length).toBeGreaterThan(0);
    await editor.close('/PARTS/desktop.nix');
    await editor.diagnostics('/parts/desktop.nix', isNotEmpty);
  }));

it('a folder may be opened by another spelling than the documents in it', () =>
  onFoldingDisk(async (editor) => {
    const uri = editor.uri('').toUpperCase().replace('FILE:', 'file:');
    await editor.initialize({ workspaceFolders: [{ uri, name: 'test' }] });
    await editor.open(
      '/configuration.nix',
      '{ imports = [ ./parts/DESKTOP.nix ]; specialisation.a.configuration.services.openssh.enable = false; }',
    );
    await editor.diagnostics('/configuration.nix', isNotEmpty);
    await editor.open('/parts/desktop.nix', OFF);
    await editor.diagnostics('/configuration.nix', noErrors);
  }));

it('the watcher may spell a path in its own way', () =>
  onFoldingDisk(async (editor) => {
    await editor.initialize();
    await editor.open(
      '/configuration.nix',
      '{ imports = [ ./Parts/Desktop.nix ]; specialisation.a.configuration.services.openssh.enable = false; }',
    );
    await editor.diagnostics('/configuration.nix', isNotEmpty);
    writeIn(editor.folder, '/parts/desktop.nix', '{ }');
    await told(editor, ['/PARTS/DESKTOP.nix', CHANGED]);
    await editor.diagnostics('/configuration.nix', isEmpty);
  }));

it('a file that was not there is found under any spelling when it appears, and is gone when it is', () =>
  onFoldingDisk(async (editor) => {
    const folder = join(editor.folder, 'parts');
    renameSync(join(folder, 'desktop.nix'), join(folder, 'other.nix'));
    await editor.initialize();
    const text = `{ imports = if builtins.pathExists ./Parts/Desktop.nix then [ ./parts/DESKTOP.nix ] else [ ];
 specialisation.a.configuration.services.openssh.enable = false; }`;
    await editor.open('/configuration.nix', text);
    await editor.diagnostics('/configuration.nix', isEmpty);
    renameSync(join(folder, 'other.nix'), join(folder, 'desktop.nix'));
    await told(editor, ['/parts/other.nix', DELETED], ['/parts/desktop.nix', CREATED]);
    await editor.diagnostics('/configuration.nix', isNotEmpty);
    renameSync(join(folder, 'desktop.nix'), join(folder, 'other.nix'));
    await told(editor, ['/parts/desktop.nix', DELETED], ['/parts/other.nix', CREATED]);
    await editor.diagnostics('/configuration.nix', isEmpty);
  }));

it('an open file that is renamed to another spelling of its name stays one', () =>
  onFoldingDisk(async (editor) => {
    await editor.initialize();
    await editor.open('/parts/desktop.nix', ON);
    await editor.diagnostics('/parts/desktop.nix', isNotEmpty);
    renameSync(join(editor.folder, 'parts/desktop.nix'), join(editor.folder, 'parts/DeskTop.nix'));
    await told(editor, ['/parts/desktop.nix', DELETED], ['/parts/DeskTop.nix', CREATED]);
    await editor.replace('/parts/desktop.nix', 'true', 'false');
    await editor.diagnostics('/parts/desktop.nix', isEmpty);
    await editor.replace('/parts/desktop.nix', 'false', 'true');
    await editor.diagnostics('/parts/desktop.nix', isNotEmpty);
    expect(editor.latest('/parts/DeskTop.nix')).toBeUndefined();
    await editor.close('/parts/desktop.nix');
    await editor.diagnostics('/parts/DeskTop.nix', isNotEmpty);
    expect(editor.latest('/parts/desktop.nix')?.diagnostics).toEqual([]);
  }));
