// "Fix All Conflicts in the Workspace": who wins is asked once, and what that changes is shown before it is done.
import * as vscode from 'vscode';
import type { FixAllKind } from '../../../server/src/protocol/fix-all';
import { pick, say } from '../window';
import type { Command } from './command';

export const fixAll: Command = async ({ server }) => {
  const title = vscode.l10n.t('Fix All Conflicts in the Workspace');
  const item = await pick(kinds(), { title, placeHolder: vscode.l10n.t('Which side wins? Nothing is changed yet.') });
  if (item === undefined) return;
  const progress = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for conflicts…') };
  const edit = await vscode.window.withProgress(progress, () => server.fixAll(item.fix));
  if (edit === undefined) return;
  if (edit === null) void say.info(vscode.l10n.t('There is no conflict that can be fixed this way.'));
  else await vscode.workspace.applyEdit(edit, { isRefactoring: true });
};

function kinds(): readonly { readonly label: string; readonly description: string; readonly fix: FixAllKind }[] {
  return [
    { fix: 'mkForce', label: vscode.l10n.t('The specialisations win'), description: 'mkForce' },
    { fix: 'mkDefault', label: vscode.l10n.t('The base yields'), description: 'mkDefault' },
    {
      fix: 'baseOnly',
      label: vscode.l10n.t("The base's values count in the base only"),
      description: 'mkIf (config.specialisation != { })',
    },
  ];
}
