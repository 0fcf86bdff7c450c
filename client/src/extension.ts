// Where VS Code enters: makes the context, activates the features and starts the language server.
// Nothing here waits for anything.
import * as vscode from 'vscode';
import type { Context } from './context';
import { createServer } from './create-server';
import { createDocuments } from './documents';
import { FEATURES } from './features';
import { logInto } from './log';
import { createAfterRun } from './run/after-run';
import { createNixProblems } from './run/nix-problems';
import { createRunner } from './run/runner';

let context: Context | undefined;

/** Called by VS Code when the first Nix file is opened or one of our commands is used. */
export function activate(extension: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel('NixOS Specialisations', { log: true });
  const log = logInto(channel);
  const server = createServer(extension.asAbsolutePath('dist/server.js'), channel);
  const problems = createNixProblems(server);
  const documents = createDocuments();
  const runner = createRunner({
    log,
    follow: extension.asAbsolutePath('dist/follow.js'),
    tell: createAfterRun({ log, problems, documents, run: (spec) => void runner.run(spec) }),
  });
  const ctx: Context = {
    log,
    server,
    runner,
    problems,
    documents,
    exampleUri: vscode.Uri.joinPath(extension.extensionUri, 'media/example.nix'),
  };
  context = ctx;
  extension.subscriptions.push(channel, problems, documents, ...FEATURES.map((feature) => feature.activate(ctx)));
  // After activation has ended, so that it is quick and other extensions go first.
  setImmediate(() => {
    server.start().catch((error: unknown) => log.error(`server start failed: ${String(error)}`));
  });
}

/** Called by VS Code when it closes or the extension is disabled. */
export function deactivate(): Promise<void> | undefined {
  return context?.server.stop();
}
