// The features of the client. Each is independent: it registers what it owns and gives it back to be disposed.
import * as vscode from 'vscode';
import { registerAssistants } from './assistants';
import type { Context } from './context';
import { registerLanguage } from './language';
import { SECTION } from './settings';
import { registerStatus } from './status';
import { registerView } from './views/specialisations-view';

export interface Feature<C extends Context = Context> {
  readonly id: string;
  readonly activate: (ctx: C) => vscode.Disposable;
}

/** Those that need nothing but our analysis, in the order of activation. */
export const FEATURES: readonly Feature[] = [
  { id: 'language', activate: registerLanguage },
  { id: 'view', activate: registerView },
  { id: 'assistants', activate: registerAssistants },
  { id: 'trust', activate: ({ server }) => vscode.workspace.onDidGrantWorkspaceTrust(() => server.grantTrust()) },
  { id: 'status', activate: ({ server }) => registerStatus(server) },
  {
    id: 'lenses',
    activate: ({ server }) =>
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${SECTION}.codeLens`)) void server.refreshLenses();
      }),
  },
];
