// The extension starts with the first Nix file, quickly, and brings what its manifest promises.
import * as assert from 'node:assert';
import { suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../support/until';

const ID = 'nixos-specialisations.nixos-specialisations';

suite('activation', () => {
  let document: vscode.TextDocument;

  suiteSetup(async () => {
    const [found] = await vscode.workspace.findFiles('configuration.nix');
    assert.ok(found, 'the workspace holds configuration.nix');
    document = await vscode.workspace.openTextDocument(found);
    await vscode.window.showTextDocument(document);
  });

  test('a Nix file has the language nix', () => {
    assert.strictEqual(document.languageId, 'nix');
  });

  test('opening it activates the extension', async () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension, 'the extension is installed');
    await until('activation', () => extension.isActive);
  });

  test('every command of the manifest exists', async () => {
    const commands: readonly { readonly command: string }[] =
      vscode.extensions.getExtension(ID)?.packageJSON.contributes.commands;
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = commands.filter(({ command }) => !known.has(command));
    assert.deepStrictEqual(missing, []);
  });

  test('the example opens as a file of its own and shows what it says: an error, and lenses', async () => {
    await vscode.commands.executeCommand('nixosSpecialisations.openExample');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.strictEqual(editor.document.languageId, 'nix');
    assert.match(editor.document.getText(), /specialisation = \{/);
    const { uri } = editor.document;
    const found = await until('a conflict', () =>
      vscode.languages
        .getDiagnostics(uri)
        .find(({ source, severity }) => source === 'specialisations' && severity === vscode.DiagnosticSeverity.Error),
    );
    assert.strictEqual(editor.document.getText(found.range), 'services.tlp.enable');
    const lenses = await until('lenses', async () => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
      return all.length > 0 && all;
    });
    assert.ok(lenses.some(({ command }) => command?.title === 'More…'));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('the language server answers again after a restart', async () => {
    await vscode.commands.executeCommand('nixosSpecialisations.restartServer');
    await until('lenses', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        10,
      );
      return lenses.length > 0;
    });
  });
});
