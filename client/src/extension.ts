// Where VS Code enters: makes the context, activates the features and starts the language server.
// Nothing here waits for anything.
import type * as vscode from 'vscode';
import { begin, createBasis, offerRuns } from './basis';
import type { RunContext } from './context';
import { createServer } from './create-server';
import { isVirtualWorkspace } from './folders';
import { createThisMachine } from './machine/this-machine';
import { createAfterRun } from './run/after-run';
import { createChecked } from './run/checked';
import { compareBuilt } from './run/compare-built';
import { createNixProblems } from './run/nix-problems';
import { createRunner } from './run/runner';
import { RUN_FEATURES } from './run-features';
import { createSystems, soon } from './systems';

let context: RunContext | undefined;

/** Called by VS Code when the first Nix file is opened or one of our commands is used. */
export function activate(extension: vscode.ExtensionContext): void {
  const basis = createBasis(extension);
  const { log, memory, rules, documents, example, channel } = basis;
  const machine = createThisMachine(memory, log);
  const module = extension.asAbsolutePath('dist/server.js');
  const cacheFolder = extension.globalStorageUri.fsPath;
  const server = createServer({
    load: async () => (await import('./node-client')).clientInNode(module, cacheFolder),
    handsFiles: isVirtualWorkspace,
    log: channel,
    machine: machine.state,
    rules,
    cacheFolder,
  });
  const systems = createSystems(server, log);
  const problems = createNixProblems(server);
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
  const ctx: RunContext = { ...basis, server, machine, systems, runner, problems, checked, compareBuilt };
  context = ctx;
  offerRuns(true);
  extension.subscriptions.push(basis, machine, systems, problems, ...begin(ctx, RUN_FEATURES, () => start(ctx)));
}

/** So long the server waits for a first look at the machine, which its lenses tell of. */
const FIRST_LOOK_MS = 500;

async function start({ machine, server }: RunContext): Promise<void> {
  await soon(machine.refresh(), FIRST_LOOK_MS);
  await server.start();
}

/** Called by VS Code when it closes or the extension is disabled. */
export function deactivate(): Promise<void> | undefined {
  return context?.server.stop();
}
