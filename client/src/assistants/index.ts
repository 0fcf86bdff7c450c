// Assistants in the editor: our tools, where VS Code has tools.
import * as vscode from 'vscode';
import type { Context } from '../context';
import { registerTools } from './tools';

export const registerAssistants = ({ server, log }: Context): vscode.Disposable =>
  vscode.Disposable.from(
    ...registerTools(vscode, {
      server,
      log,
      propose: (edit) => vscode.workspace.applyEdit(edit, { isRefactoring: true }),
    }),
  );
