// Workspace trust: running anything evaluates code of the repository, so it needs a trusted workspace.
import * as vscode from 'vscode';
import { say } from './window';

const MANAGE = vscode.l10n.t('Manage Workspace Trust');

/** Whether commands may run here; where not, says so and offers the way to change it. */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const message = vscode.l10n.t('Trust this workspace first: building or switching runs code from its configuration.');
  if ((await say.warn(message, MANAGE)) === MANAGE) await vscode.commands.executeCommand('workbench.trust.manage');
  return vscode.workspace.isTrusted;
}
