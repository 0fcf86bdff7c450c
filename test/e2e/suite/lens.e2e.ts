// The lenses above specialisations: which, where, and what they carry.
import * as assert from 'node:assert';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../support/until';

suite('lenses', () => {
  let document: vscode.TextDocument;

  suiteSetup(async () => {
    const [found] = await vscode.workspace.findFiles('configuration.nix');
    assert.ok(found);
    document = await vscode.workspace.openTextDocument(found);
    await vscode.window.showTextDocument(document);
  });

  suiteTeardown(() => setEnabled(undefined));

  const setEnabled = (value: boolean | undefined) =>
    vscode.workspace
      .getConfiguration('nixosSpecialisations')
      .update('codeLens.enabled', value, vscode.ConfigurationTarget.Global);

  const inFolder = (path: string) => vscode.Uri.joinPath(document.uri, '..', path);
  const write = (path: string, text: string) =>
    vscode.workspace.fs.writeFile(inFolder(path), new TextEncoder().encode(text));

  const lenses = () =>
    vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50);

  const shown = async () =>
    (await until('lenses', async () => (await lenses()).find(({ command }) => command) && lenses())).map(
      ({ range, command }) => ({
        block: document.lineAt(range.start.line).text.trim(),
        title: command?.title,
        command: command?.command,
        argument: command?.arguments?.[0],
      }),
    );

  test('each specialisation has three, in this order', async () => {
    const blocks = ['specialisation.gaming.configuration = {', 'specialisation.travel.configuration = {'];
    const titles = (rebuild: string) => ['Switch to this specialisation', rebuild, 'More…'];
    const all = [titles('Rebuild and switch · 1 conflict'), titles('Rebuild and switch')];
    assert.deepStrictEqual(
      (await shown()).map(({ block, title }) => [block, title]),
      blocks.flatMap((block, at) => (all[at] ?? []).map((title) => [block, title])),
    );
  });

  test('they carry data, never a command line', async () => {
    const [toggle, rebuild, more] = await shown();
    const target = {
      system: 'nixos',
      host: null,
      specialisation: 'gaming',
      root: { kind: 'classic', path: document.uri.fsPath },
    };
    assert.deepStrictEqual(
      [toggle?.command, toggle?.argument],
      ['nixosSpecialisations.run', { ...target, action: 'switch' }],
    );
    assert.deepStrictEqual(
      [rebuild?.command, rebuild?.argument],
      ['nixosSpecialisations.run', { ...target, action: 'rebuild' }],
    );
    assert.deepStrictEqual([more?.command, more?.argument], ['nixosSpecialisations.more', target]);
  });

  test('in a module of two hosts of which none is named as this machine they know both', async () => {
    const shared = 'flake/shared.nix';
    const flake = `{
      inputs.nixpkgs.url = "github:NixOS/nixpkgs";
      outputs = { nixpkgs, ... }: {
        nixosConfigurations.laptop = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
        nixosConfigurations.desktop = nixpkgs.lib.nixosSystem { modules = [ ./shared.nix ]; };
      };
    }`;
    await write('flake/flake.nix', flake);
    await write(shared, '{ specialisation.dark.configuration = { }; }');
    const opened = await vscode.workspace.openTextDocument(inFolder(shared));
    const titles = await until('lenses of both hosts', async () => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        opened.uri,
        50,
      );
      const more = all.find(({ command }) => command?.title === 'More…');
      return more?.command?.arguments?.length === 2 && all.map(({ command }) => command?.title);
    });
    assert.deepStrictEqual(titles.toSorted(), [
      '2 hosts…',
      'More…',
      'Rebuild and switch',
      'Switch to this specialisation',
    ]);
    await vscode.workspace.fs.delete(inFolder('flake'), { recursive: true });
  });

  test('a setting turns them off and on again', async () => {
    await setEnabled(false);
    await until('no lenses', async () => (await lenses()).length === 0);
    await setEnabled(true);
    await until('lenses', async () => (await lenses()).length === 6);
  });
});
