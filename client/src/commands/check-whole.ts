// "Check the Whole System": the system of the file in hand, with the modules of NixOS itself.
import * as vscode from 'vscode';
import type { CheckWholeResult } from '../../../server/src/protocol/requests';
import { visible } from '../../../server/src/protocol/visible';
import { say } from '../window';
import type { Command } from './command';

const CHOOSE = vscode.l10n.t('Choose nixpkgs');
const SHOW = vscode.l10n.t('Show Problems');

export const checkWhole: Command = async ({ server }) => {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'nix') return;
  const checked = await server.checkWhole(document);
  if (checked !== undefined) await tell(checked);
};

async function tell(checked: CheckWholeResult): Promise<void> {
  switch (checked.kind) {
    case 'checked': {
      const { assertions, warnings, notes } = checked;
      const system = visible(checked.system);
      const found = vscode.l10n.t('{0}: {1} failed assertions, {2} warnings of NixOS', system, assertions, warnings);
      const isAnything = assertions + warnings > 0;
      const text = isAnything ? found : vscode.l10n.t('{0}: NixOS has nothing to say against it.', system);
      const message = [text, ...notes.map((note) => visible(note))].join(' · ');
      const answer = isAnything ? await say.warn(message, SHOW) : await say.info(message);
      if (answer === SHOW) await vscode.commands.executeCommand('workbench.actions.view.problems');
      return;
    }
    case 'failed':
      void say.warn(vscode.l10n.t('It could not be checked as a whole: {0}', visible(checked.why)));
      return;
    case 'nothing':
      await tellNothing();
      return;
    case 'dropped':
  }
}

async function tellNothing(): Promise<void> {
  const message = vscode.l10n.t('There is no system here to be checked as a whole, or no nixpkgs to check it with.');
  if ((await say.info(message, CHOOSE)) === CHOOSE)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'nixosSpecialisations.nixpkgs');
}
