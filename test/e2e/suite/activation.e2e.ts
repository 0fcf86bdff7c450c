import * as assert from 'node:assert';
import { suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../support/until';

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
    const extension = vscode.extensions.getExtension('nixos-specialisations.nixos-specialisations');
    assert.ok(extension, 'the extension is installed');
    await until('activation', () => extension.isActive);
  });
});
