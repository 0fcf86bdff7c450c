// From a conflict to a fixed file: the diagnostic, the fix it offers, the changed buffer, silence.
import * as assert from 'node:assert';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../support/until';

suite('quick fix', () => {
  let document: vscode.TextDocument;

  suiteSetup(async () => {
    const [found] = await vscode.workspace.findFiles('configuration.nix');
    assert.ok(found);
    document = await vscode.workspace.openTextDocument(found);
    await vscode.window.showTextDocument(document);
  });

  suiteTeardown(() => vscode.commands.executeCommand('workbench.action.files.revert'));

  /** What Nix has said stays until it is edited. */
  const own = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'specialisations');
  const errors = () => own().filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);

  test('mkForce in the specialisation, in the buffer and not on disk', async () => {
    const error = await until('an error', () => errors()[0]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      error.range,
      vscode.CodeActionKind.QuickFix.value,
      20,
    );
    const fix = actions.find(({ isPreferred, edit }) => isPreferred && edit !== undefined);
    assert.ok(fix?.edit, `a preferred fix among: ${actions.map(({ title }) => title).join(', ')}`);
    const before = document.getText();
    await vscode.workspace.applyEdit(fix.edit);
    assert.strictEqual(
      document.getText(),
      before.replace('    services.xserver.enable = false;', '    services.xserver.enable = lib.mkForce false;'),
    );
    assert.ok(document.isDirty);
    await until('no errors', () => errors().length === 0);
  });

  test('undone, the conflict is back', async () => {
    await vscode.commands.executeCommand('undo');
    await until('an error', () => errors().length > 0);
  });

  test('a language model may ask for the conflict, and for its fix, which is not made unless the user says so', async () => {
    // The interface is newer than the oldest VS Code that we run in.
    const { tools, invokeTool } = Object(vscode.lm);
    const names = tools.map(({ name }: { readonly name: string }) => name);
    assert.ok(names.includes('nixosSpecialisations_propose_fix'), names.join());
    const use = async (name: string, input: object): Promise<readonly string[]> => {
      const { content } = await invokeTool(`nixosSpecialisations_${name}`, { input, toolInvocationToken: undefined });
      return content.map(({ value }: { readonly value: string }) => value);
    };
    const { findings } = JSON.parse((await use('check', { severity: 'error' })).join(''));
    const before = document.getText();
    let parts: readonly string[] | undefined;
    void use('propose_fix', { fingerprint: findings[0].fingerprint, fix: 1 }).then((said) => {
      parts = said;
    });
    // Nothing tells when the preview is there; applied before that, it would make nothing.
    await until('the fix was answered', async () => {
      await vscode.commands.executeCommand('refactorPreview.discard');
      return parts !== undefined;
    });
    assert.strictEqual(parts?.[1], JSON.stringify({ edit: 'declined' }));
    assert.strictEqual(document.getText(), before);
  });

  test('a rule made quieter in the settings is so at once, and as loud as before without', async () => {
    const settings = () => vscode.workspace.getConfiguration('nixosSpecialisations.rules');
    // The other side of it is a hint.
    const severities = () => own().map(({ severity }) => severity);
    await settings().update('optionConflict', 'warning', vscode.ConfigurationTarget.Global);
    await until('warnings', () => severities().join() === '3,1');
    await settings().update('optionConflict', undefined, vscode.ConfigurationTarget.Global);
    await until('errors', () => severities().join() === '3,0');
  });
});
