// From a lens to a process, for actions that need no question: exact arguments, a real terminal, exit codes.
// What changes the system, needs root or was chosen by the workspace asks first; browser/running.ts and
// browser/asking.ts answer such questions.
import * as assert from 'node:assert';
import { dirname } from 'node:path';
import { setup, suite, suiteSetup, test } from 'mocha';
import * as vscode from 'vscode';
import { fakes } from '../support/fakes';
import { until } from '../support/until';

const RUN = 'nixosSpecialisations.run';

suite('running', () => {
  const fake = fakes();
  const system = process.env.FAKE_SYSTEM ?? '';
  let file: string;
  let folder: string;

  suiteSetup(async () => {
    const [found] = await vscode.workspace.findFiles('configuration.nix');
    assert.ok(found);
    const { document } = await vscode.window.showTextDocument(found);
    file = found.fsPath;
    folder = dirname(file);
    // Of a configuration that will surely fail it is asked first.
    const at = document.getText().indexOf('xserver.enable = false') + 'xserver.enable = '.length;
    const edit = new vscode.WorkspaceEdit();
    edit.insert(found, document.positionAt(at), 'lib.mkForce ');
    assert.ok(await vscode.workspace.applyEdit(edit));
    // The editor may be saving by itself already.
    await document.save();
    await until('the file saved', () => !document.isDirty);
    await until('no conflict', () =>
      vscode.languages
        .getDiagnostics(found)
        // What Nix has said stays until it is edited.
        .every(({ source, severity }) => source !== 'specialisations' || severity !== vscode.DiagnosticSeverity.Error),
    );
    await vscode.workspace
      .getConfiguration('nixosSpecialisations')
      .update('systemProfile', system, vscode.ConfigurationTarget.Global);
  });

  setup(() => fake.reset());

  const spec = (changes: object) => ({
    system: 'nixos',
    host: null,
    specialisation: 'travel',
    root: { kind: 'classic', path: file },
    ...changes,
  });

  /** Exit codes of our tasks that end while `action` runs. */
  async function exitCodes(action: () => Thenable<unknown>): Promise<(number | undefined)[]> {
    const codes: (number | undefined)[] = [];
    const subscription = vscode.tasks.onDidEndTaskProcess(({ exitCode, execution }) => {
      if (execution.task.definition.type === 'nixosSpecialisations') codes.push(exitCode);
    });
    try {
      await action();
      return codes;
    } finally {
      subscription.dispose();
    }
  }

  test('build runs nixos-rebuild on this configuration, in a terminal', async () => {
    assert.deepStrictEqual(await exitCodes(() => vscode.commands.executeCommand(RUN, spec({ action: 'build' }))), [0]);
    const [call] = fake.calls();
    assert.deepStrictEqual(call?.argv, ['build', '-I', `nixos-config=${file}`]);
    assert.strictEqual(call?.tool, 'nixos-rebuild');
    assert.strictEqual(call?.cwd, folder);
    assert.ok(call?.tty, 'in a terminal');
    assert.strictEqual(fake.calls().length, 1);
  });

  test('build-vm of a flake names its host', async () => {
    const root = { kind: 'flake', path: folder };
    await vscode.commands.executeCommand(RUN, spec({ action: 'build-vm', host: 'laptop', specialisation: null, root }));
    assert.deepStrictEqual(fake.calls()[0]?.argv, ['build-vm', '--flake', `${folder}#laptop`]);
  });

  test('exit codes come through', async () => {
    fake.answer({ exit: 4 });
    assert.deepStrictEqual(await exitCodes(() => vscode.commands.executeCommand(RUN, spec({ action: 'build' }))), [4]);
  });

  for (const [what, args] of [
    ['no arguments', []],
    ['an unknown action', [{ action: 'explode' }]],
    ['a name that leaves its folder', [{ action: 'dry-activate', specialisation: '../../../evil' }]],
    ['a name that VS Code would expand', [{ action: 'dry-activate', specialisation: '${env:HOME}' }]],
    ['a name with marks that reorder it', [{ action: 'build', host: 'pot\u202epal' }]],
    ['a specialisation that is not built', [{ action: 'preview', specialisation: 'unbuilt' }]],
    ['a virtual machine of a specialisation, where there is none', [{ action: 'build-vm' }]],
  ] as const) {
    test(`${what}: nothing runs`, async () => {
      // Says why in a message that stays open, so this is not awaited.
      void vscode.commands.executeCommand(RUN, ...args.map((changes) => spec(changes)));
      await vscode.commands.executeCommand(RUN, spec({ action: 'build' }));
      assert.deepStrictEqual(
        fake.calls().map(({ argv }) => argv[0]),
        ['build'],
      );
    });
  }

  test('of two runs of the same configuration at once, one is refused', async () => {
    const both = () =>
      Promise.all(['build', 'build'].map((action) => vscode.commands.executeCommand(RUN, spec({ action }))));
    assert.deepStrictEqual(await exitCodes(both), [0]);
    assert.strictEqual(fake.calls().length, 1);
  });
});
