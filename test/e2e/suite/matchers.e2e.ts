// The problem matcher for tasks of the user's own: what Nix prints in a shell becomes a problem at its line.
import * as assert from 'node:assert';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../support/until';

suite('problem matchers', () => {
  test('$nix', async () => {
    const [found] = await vscode.workspace.findFiles('configuration.nix');
    assert.ok(found);
    const output = join(dirname(found.fsPath), 'output.txt');
    writeFileSync(
      output,
      `error:\n       … while\n\n       error: undefined variable 'x'\n       at ${found.fsPath}:4:3:\n`,
    );
    // A task that ends at once may be over before its last line is looked at.
    const execution = new vscode.ProcessExecution('sh', ['-c', 'cat "$0"; sleep 1', output]);
    const definition = { type: 'process' };
    const task = new vscode.Task(definition, vscode.TaskScope.Workspace, 'nix', 'test', execution, '$nix');
    await vscode.tasks.executeTask(task);
    const problem = await until('the problem', () =>
      vscode.languages.getDiagnostics(found).find(({ message }) => message === "undefined variable 'x'"),
    );
    assert.strictEqual(problem.source, 'nix');
    assert.deepStrictEqual(problem.range.start, new vscode.Position(3, 2));
  });
});
