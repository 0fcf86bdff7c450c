// What every start of the extension makes first, wherever VS Code runs.
import * as vscode from 'vscode';
import { l10n } from '../../server/src/protocol/l10n';
import type { Context } from './context';
import { createDocuments } from './documents';
import { createExample } from './example';
import type { Feature } from './features';
import { isVirtualWorkspace } from './folders';
import { logInto } from './log';
import { memoryIn } from './memory';
import { rulePagesOf } from './rule-pages';
import { SECTION } from './settings';

export interface Basis extends Pick<Context, 'log' | 'memory' | 'rules' | 'documents' | 'example' | 'extensionUri'> {
  readonly channel: vscode.LogOutputChannel;
}

export function createBasis(extension: vscode.ExtensionContext): Basis & vscode.Disposable {
  l10n.speak(vscode.l10n.t);
  const channel = vscode.window.createOutputChannel('NixOS Specialisations', { log: true });
  const documents = createDocuments();
  return {
    channel,
    log: logInto(channel),
    memory: memoryIn(extension.workspaceState, extension.globalState),
    rules: rulePagesOf(extension),
    documents,
    example: createExample(extension),
    extensionUri: extension.extensionUri,
    dispose: () => vscode.Disposable.from(channel, documents).dispose(),
  };
}

/** Activates the features, then calls `start`. */
export function begin<C extends Context>(
  ctx: C,
  features: readonly Feature<C>[],
  start: () => Promise<void>,
): readonly vscode.Disposable[] {
  const disposables = features.map((feature) => feature.activate(ctx));
  // After activation has ended, so that it is quick and other extensions go first.
  setTimeout(() => {
    start().catch((error: unknown) => ctx.log.error(`server start failed: ${String(error)}`));
  }, 0);
  return disposables;
}

/** Takes out of the menus what runs something, where nothing is. */
export function offerRuns(isPossible: boolean): void {
  void vscode.commands.executeCommand('setContext', `${SECTION}.runsNothing`, !isPossible || isVirtualWorkspace());
}
