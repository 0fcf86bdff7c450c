// Where VS Code enters: makes the context, activates the features and starts the language server.
// Nothing here waits for anything.
import * as vscode from 'vscode';
import { l10n } from '../../server/src/protocol/l10n';
import type { Context } from './context';
import { createServer } from './create-server';
import { createDocuments } from './documents';
import { createExample } from './example';
import { FEATURES } from './features';
import { logInto } from './log';
import { createThisMachine } from './machine/this-machine';
import { memoryIn } from './memory';
import { rulePagesOf } from './rule-pages';
import { createAfterRun } from './run/after-run';
import { createChecked } from './run/checked';
import { createNixProblems } from './run/nix-problems';
import { createRunner } from './run/runner';
import { createSystems, soon } from './systems';

let context: Context | undefined;

/** Called by VS Code when the first Nix file is opened or one of our commands is used. */
export function activate(extension: vscode.ExtensionContext): void {
  l10n.speak(vscode.l10n.t);
  const channel = vscode.window.createOutputChannel('NixOS Specialisations', { log: true });
  const log = logInto(channel);
  const memory = memoryIn(extension.workspaceState, extension.globalState);
  const machine = createThisMachine(memory, log);
  const rules = rulePagesOf(extension);
  const module = extension.asAbsolutePath('dist/server.js');
  const server = createServer({
    module,
    log: channel,
    machine: machine.state,
    rules,
    cacheFolder: extension.globalStorageUri.fsPath,
  });
  const systems = createSystems(server, log);
  const problems = createNixProblems(server);
  const documents = createDocuments();
  const example = createExample(extension);
  const checked = createChecked();
  const runner = createRunner({
    log,
    machine,
    memory,
    systems,
    server,
    isExample: example.has,
    follow: extension.asAbsolutePath('dist/follow.js'),
    tell: createAfterRun({ log, problems, documents, run: (spec) => void runner.run(spec) }),
  });
  const ctx: Context = {
    log,
    server,
    machine,
    memory,
    systems,
    runner,
    problems,
    documents,
    checked,
    extensionUri: extension.extensionUri,
    rules,
    example,
  };
  context = ctx;
  const owned = [channel, machine, systems, problems, documents];
  extension.subscriptions.push(...owned, ...FEATURES.map((feature) => feature.activate(ctx)));
  // After activation has ended, so that it is quick and other extensions go first.
  setImmediate(() => {
    start(ctx).catch((error: unknown) => log.error(`server start failed: ${String(error)}`));
  });
}

/** So long the server waits for a first look at the machine, which its lenses tell of. */
const FIRST_LOOK_MS = 500;

async function start({ machine, server }: Context): Promise<void> {
  await soon(machine.refresh(), FIRST_LOOK_MS);
  await server.start();
}

/** Called by VS Code when it closes or the extension is disabled. */
export function deactivate(): Promise<void> | undefined {
  return context?.server.stop();
}
