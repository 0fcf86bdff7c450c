// Where VS Code enters in a browser: the same analysis, on files that the editor hands over, and nothing that runs.
import type * as vscode from 'vscode';
import { begin, createBasis, offerRuns } from '../basis';
import type { Context } from '../context';
import { createServer } from '../create-server';
import { FEATURES } from '../features';
import { createSystems } from '../systems';
import { browserCommands } from './commands';
import { noMachine } from './no-machine';
import { runsNothing } from './runs-nothing';

let context: Context | undefined;

/** Called by VS Code when the first Nix file is opened or one of our commands is used. */
export function activate(extension: vscode.ExtensionContext): void {
  const basis = createBasis(extension);
  const { log, memory, rules, channel } = basis;
  const machine = noMachine(memory);
  const server = createServer({
    load: async () => (await import('./client')).clientInBrowser(extension.extensionUri, log),
    handsFiles: () => true,
    log: channel,
    machine: machine.state,
    rules,
    cacheFolder: undefined,
  });
  const systems = createSystems(server, log);
  const compareBuilt = (): Promise<never> => Promise.reject(new Error(runsNothing()));
  const ctx: Context = { ...basis, server, machine, systems, compareBuilt };
  context = ctx;
  offerRuns(false);
  const commands = { id: 'commands', activate: () => browserCommands(extension.extension.packageJSON, ctx) };
  extension.subscriptions.push(basis, machine, systems, ...begin(ctx, [commands, ...FEATURES], () => server.start()));
}

/** Called by VS Code when it closes or the extension is disabled. */
export function deactivate(): Promise<void> | undefined {
  return context?.server.stop();
}
