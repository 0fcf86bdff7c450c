// Why nothing runs in a browser.
import * as vscode from 'vscode';

export const runsNothing = (): string =>
  vscode.l10n.t(
    'Nothing is built or switched to here: a browser starts no programs. Open the configuration in VS Code on a machine that has Nix.',
  );
