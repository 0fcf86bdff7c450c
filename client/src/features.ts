// The features of the client. Each is independent: it registers what it owns and gives it back to be disposed.
import * as vscode from 'vscode';
import { registerAssistants } from './assistants';
import { registerCommands } from './commands';
import type { Context } from './context';
import { registerLanguage } from './language';
import { registerTaskProvider } from './run/task-provider';
import { SECTION } from './settings';
import { registerStatus } from './status';
import { registerStatusBar } from './status-bar/item';
import { registerView } from './views/specialisations-view';

export interface Feature {
  readonly id: string;
  readonly activate: (ctx: Context) => vscode.Disposable;
}

/** Every feature, in the order of activation. */
export const FEATURES: readonly Feature[] = [
  { id: 'commands', activate: registerCommands },
  { id: 'language', activate: registerLanguage },
  { id: 'tasks', activate: registerTaskProvider },
  { id: 'view', activate: registerView },
  { id: 'assistants', activate: registerAssistants },
  { id: 'trust', activate: ({ server }) => vscode.workspace.onDidGrantWorkspaceTrust(() => server.grantTrust()) },
  { id: 'status', activate: ({ server }) => registerStatus(server) },
  { id: 'status bar', activate: registerStatusBar },
  {
    id: 'machine',
    activate: ({ machine, server, log }) =>
      machine.onChanged(() => {
        server.tellMachine(machine.state()).catch((error: unknown) => log.error(`machine not told: ${String(error)}`));
      }),
  },
  {
    id: 'lenses',
    activate: ({ server }) =>
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SECTION}.codeLens`)) void server.refreshLenses();
      }),
  },
];
