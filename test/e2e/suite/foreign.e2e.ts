// Nix files that have nothing to do with a configuration: VS Code asks the server nothing about them.
import * as assert from 'node:assert';
import { ChildProcess } from 'node:child_process';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../support/until';

const SHELL = '{ pkgs ? import <nixpkgs> { } }:\npkgs.mkShell {\n  packages = [ pkgs.hello ];\n}\n';

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
}

suite('foreign files', () => {
  let folder: vscode.Uri;
  let shell: vscode.Uri;
  /** What is sent to the server, and what comes back. */
  const sent: Message[] = [];
  const received: Message[] = [];
  let restore = (): void => {};

  /** The server is a child of this very process. */
  function serverProcess(): ChildProcess | undefined {
    const handlesOf: unknown = Reflect.get(process, '_getActiveHandles');
    const handles: unknown = typeof handlesOf === 'function' ? handlesOf.call(process) : [];
    return (Array.isArray(handles) ? handles : [])
      .filter((handle) => handle instanceof ChildProcess)
      .find(({ spawnargs }) => spawnargs.some((argument) => /nixos-specialisations.*server\.js$/.test(argument)));
  }

  suiteSetup(async () => {
    const [found] = await vscode.workspace.findFiles('configuration.nix');
    assert.ok(found);
    folder = vscode.Uri.joinPath(found, '..');
    shell = vscode.Uri.joinPath(folder, 'shell.nix');
    await vscode.window.showTextDocument(found);
    const server = await until('the server', () => serverProcess());
    const send = server.send.bind(server);
    const listener = (message: Message): void => {
      received.push(message);
    };
    server.on('message', listener);
    server.send = (message: Message, ...rest: never[]): boolean => {
      sent.push(message);
      return send(message, ...rest);
    };
    restore = () => {
      server.send = send;
      server.off('message', listener);
    };
    await vscode.workspace.fs.writeFile(shell, new TextEncoder().encode(SHELL));
  });

  suiteTeardown(async () => {
    restore();
    await vscode.workspace.fs.delete(shell);
  });

  const about = (messages: readonly Message[]): readonly Message[] =>
    messages.filter(({ params }) => JSON.stringify(params ?? {}).includes('/shell.nix'));
  const requests = (): readonly (string | undefined)[] =>
    about(sent)
      .filter(({ id, method }) => id !== undefined && method !== undefined)
      .map(({ method }) => method);
  const isTold = (): boolean => about(received).some(({ method }) => method === 'nixosSpecialisations/foreign');

  test('one is opened, and typed in: its text is told, nothing is asked', async () => {
    const document = await vscode.workspace.openTextDocument(shell);
    const editor = await vscode.window.showTextDocument(document);
    await until('what the server says of it', isTold);
    const before = received.length;
    for (const letter of 'hello') {
      editor.selection = new vscode.Selection(2, 2, 2, 2);
      // As a key does, and not as an edit: completion listens.
      await vscode.commands.executeCommand('type', { text: letter });
      // What VS Code asks by itself, it asks again after each key.
      const at = new vscode.Position(2, 3);
      const range = new vscode.Range(at, at);
      const asked: readonly [string, ...unknown[]][] = [
        ['vscode.executeDocumentSymbolProvider'],
        ['vscode.executeCodeLensProvider', 10],
        ['vscode.executeFoldingRangeProvider'],
        ['vscode.executeDocumentHighlights', at],
        ['vscode.executeCompletionItemProvider', at],
        ['vscode.executeHoverProvider', at],
        ['vscode.executeCodeActionProvider', range],
        ['vscode.executeInlayHintProvider', range],
        ['vscode.provideDocumentSemanticTokens'],
      ];
      for (const [command, ...rest] of asked) await vscode.commands.executeCommand(command, shell, ...rest);
    }
    await until(
      'all that was typed',
      () => about(sent).filter(({ method }) => method === 'textDocument/didChange').length >= 5,
    );
    assert.deepStrictEqual(requests(), []);
    assert.deepStrictEqual(
      about(received.slice(before)).map(({ method }) => method),
      [],
    );
  });

  test('a configuration is asked about, in the same window', async () => {
    const of = (name: string): readonly Message[] =>
      sent.filter(({ id, params }) => id !== undefined && JSON.stringify(params ?? {}).includes(name));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    const module = vscode.Uri.joinPath(folder, 'configuration.nix');
    await vscode.window.showTextDocument(module);
    await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', module);
    await until('requests', () => of('/configuration.nix').length > 0);
    assert.deepStrictEqual(requests(), []);
  });
});
