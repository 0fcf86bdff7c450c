// A tab is closed, and something else holds its document open, as any extension may for minutes.
import * as assert from 'node:assert';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../support/until';

suite('a closed tab', () => {
  test('what was found in its file stays, all the time', async () => {
    const [found] = await vscode.workspace.findFiles('configuration.nix');
    assert.ok(found);
    // What opens a document so, holds it.
    const { uri } = await vscode.workspace.openTextDocument(found);
    const count = (): number =>
      vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'specialisations').length;
    await vscode.window.showTextDocument(uri, { preview: false });
    const before = await until('findings', count);
    const seen: number[] = [];
    const watching = vscode.languages.onDidChangeDiagnostics(() => seen.push(count()));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await new Promise((done) => setTimeout(done, 1000));
    watching.dispose();
    assert.deepStrictEqual(
      [...seen, count()].filter((each) => each !== before),
      [],
    );
  });
});
