// The table of a configuration in a tab of its own, one for each system. The page shows texts only; it cannot load or
// reach anything.
import * as vscode from 'vscode';
import type { MatrixResult } from '../../../server/src/protocol/matrix';
import type { SystemNode } from '../../../server/src/protocol/tree';
import { visible } from '../../../server/src/protocol/visible';
import type { Context } from '../context';
import { systemTitle } from '../views/describe';
import { placeArguments } from '../views/place';
import type { PageMessage, ShowMessage, Words } from './messages';

type Shown = NonNullable<MatrixResult>;

const open = new Map<string, vscode.WebviewPanel>();

/** Opens the table of a system, or brings it to the front. It follows the results. */
export function showMatrix(ctx: Context, system: SystemNode): void {
  const known = open.get(system.id);
  if (known !== undefined) {
    known.reveal();
    return;
  }
  const title = vscode.l10n.t('Overrides: {0}', visible(systemTitle(system), 60));
  const page = vscode.Uri.joinPath(ctx.extensionUri, 'dist');
  const panel = vscode.window.createWebviewPanel('nixosSpecialisations.matrix', title, vscode.ViewColumn.Active, {
    enableScripts: true,
    enableFindWidget: true,
    localResourceRoots: [page],
  });
  open.set(system.id, panel);
  let shown: Shown | undefined;
  const show = async (): Promise<void> => {
    const [base] = system.parts;
    const found = base && (await ctx.server.matrix(base.key));
    if (found == null) return;
    shown = found;
    await panel.webview.postMessage(messageOf(title, found));
  };
  const told = (work: Promise<unknown>): void =>
    void work.catch((error: unknown) => ctx.log.error(`table failed: ${String(error)}`));
  const subscriptions = [
    panel.webview.onDidReceiveMessage((message: PageMessage) => {
      if (message.type === 'ready') told(show());
      const at = message.type === 'go' ? shown?.rows[message.row]?.cells[message.column]?.at : undefined;
      if (at != null) told(Promise.resolve(vscode.commands.executeCommand('vscode.open', ...placeArguments(at))));
    }),
    ctx.server.onAnalysed(() => (panel.visible ? told(show()) : undefined)),
    panel.onDidChangeViewState(() => (panel.visible ? told(show()) : undefined)),
  ];
  panel.onDidDispose(() => {
    open.delete(system.id);
    for (const subscription of subscriptions) subscription.dispose();
  });
  panel.webview.html = htmlOf(panel.webview, page);
}

function messageOf(title: string, { columns, rows }: Shown): ShowMessage {
  return {
    type: 'show',
    title,
    columns: columns.map((name) => visible(name ?? vscode.l10n.t('base'))),
    rows: rows.map(({ option, cells }) => ({
      option: visible(option),
      cells: cells.map(({ state, shown, at }) => ({
        state,
        text: shown === null ? words().states[state] : visible(shown, 200),
        canGo: at !== null,
      })),
    })),
    words: words(),
  };
}

const words = (): Words => ({
  filter: vscode.l10n.t('Filter options'),
  onlyDifferences: vscode.l10n.t('Only differences'),
  option: vscode.l10n.t('Option'),
  table: vscode.l10n.t('Options by base and specialisations'),
  nothing: vscode.l10n.t('No option is set differently.'),
  count: vscode.l10n.t('{0} of {1} options'),
  states: {
    value: vscode.l10n.t('set'),
    conflict: vscode.l10n.t('conflict'),
    ignored: vscode.l10n.t('conflict, ignored'),
    invalid: vscode.l10n.t('invalid'),
    fails: vscode.l10n.t('fails'),
    unset: vscode.l10n.t('not set'),
    unknown: vscode.l10n.t('not known'),
  },
});

function htmlOf(webview: vscode.Webview, page: vscode.Uri): string {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const at = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(page, name)).toString();
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${at('matrix.css')}">
</head>
<body>
<script nonce="${nonce}" src="${at('matrix.js')}"></script>
</body>
</html>`;
}
