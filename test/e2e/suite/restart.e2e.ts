// A server that is killed starts again by itself, and says what it said before.
import * as assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../support/until';

suite('restart', () => {
  let document: vscode.TextDocument;

  suiteSetup(async () => {
    const [found] = await vscode.workspace.findFiles('configuration.nix');
    assert.ok(found);
    document = await vscode.workspace.openTextDocument(found);
    await vscode.window.showTextDocument(document);
  });

  const found = () =>
    vscode.languages.getDiagnostics(document.uri).some(({ source }) => source === 'specialisations') || undefined;

  /** The servers that this extension host has started. */
  const servers = (): readonly number[] =>
    execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s.*\bdist\/server\.js\b/.exec(line))
      .flatMap((row) => (row !== null && Number(row[2]) === process.pid ? [Number(row[1])] : []));

  for (const time of ['once', 'and again, after a pause'])
    test(`killed ${time}`, async () => {
      await until('findings', found);
      const [killed] = servers();
      assert.ok(killed !== undefined, 'there is a server');
      process.kill(killed, 'SIGKILL');
      await until('another server', () => servers().some((pid) => pid !== killed));
      await until('the findings of the other server', async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          document.uri,
        );
        return found() !== undefined && lenses.length > 0;
      });
    });
});
