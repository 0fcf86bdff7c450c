// The view "Specialisations" in the Explorer: rows as tree items, kept up to date while it is visible.
import * as vscode from 'vscode';
import type { Context } from '../context';
import { SECTION } from '../settings';
import { conflictText, describeRow } from './describe';
import { NAMING } from './naming';
import { placeArguments } from './place';
import type { RowText } from './row-text';
import type { Row } from './rows';
import { TreeModel } from './tree-model';

const VIEW_ID = `${SECTION}.view`;

/** As many systems are opened at once. */
const FEW_SYSTEMS = 3;
/** So that a burst of typing asks once. */
const SETTLE_MS = 250;

/** Registers the view. It is there where a configuration is, and where no folder is open yet. */
export function registerView({ server, systems, log }: Context): vscode.Disposable {
  const changed = new vscode.EventEmitter<Row[] | undefined>();
  let timer: NodeJS.Timeout | undefined;
  const show = (): void => {
    view.description = conflictText({ certain: model.conflicts, likely: 0, possible: 0 });
    void vscode.commands.executeCommand('setContext', `${SECTION}.viewState`, model.state);
  };
  const model = new TreeModel({ systems: server.systems, differences: server.differences }, (rows) => {
    show();
    changed.fire(rows === undefined ? undefined : [...rows]);
  });
  const view = vscode.window.createTreeView<Row>(VIEW_ID, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (row) => [...(row === undefined ? model.roots : await model.childrenOf(row))],
      getTreeItem: (row) => treeItem(row, describeRow(row.node, NAMING, model.roots.length <= FEW_SYSTEMS)),
    },
  });
  const refresh = (): void => {
    clearTimeout(timer);
    // What nobody sees is asked for when it is seen.
    if (!view.visible) return;
    timer = setTimeout(() => {
      const loading = model.refresh().catch((error: unknown) => log.error(`view failed error=${String(error)}`));
      void vscode.window.withProgress({ location: { viewId: VIEW_ID } }, () => loading);
    }, SETTLE_MS);
  };
  show();
  const appear = (): void =>
    void vscode.commands.executeCommand('setContext', `${SECTION}.hasConfiguration`, systems.found() > 0);
  const subscriptions = [
    server.onAnalysed(refresh),
    server.onStopped(() => model.stop()),
    systems.onTold(appear),
    view.onDidChangeVisibility(refresh),
    view.onDidCollapseElement(({ element }) => model.close(element)),
    view.onDidExpandElement(({ element }) => model.open(element)),
    changed,
    view,
  ];
  return vscode.Disposable.from(...subscriptions, { dispose: () => clearTimeout(timer) });
}

const STATES: Readonly<Record<RowText['opens'], vscode.TreeItemCollapsibleState>> = {
  expanded: vscode.TreeItemCollapsibleState.Expanded,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  never: vscode.TreeItemCollapsibleState.None,
};

function treeItem(row: Row, text: RowText): vscode.TreeItem {
  const item = new vscode.TreeItem(text.label, STATES[text.opens]);
  const [icon, colour] = text.icon;
  item.id = row.id;
  item.contextValue = text.context;
  item.iconPath = new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  item.accessibilityInformation = { label: text.spoken };
  if (text.description !== undefined) item.description = text.description;
  // A text, not a MarkdownString: VS Code shows it as it is.
  if (text.tooltip !== undefined) item.tooltip = text.tooltip.join('\n');
  // A click on a row that opens only opens it, as in the Explorer; going there is an action of its own.
  if (text.at !== undefined && (row.node.kind === 'option' || row.node.kind === 'definition'))
    item.command = {
      title: vscode.l10n.t('Go to Definition'),
      command: 'vscode.open',
      arguments: placeArguments(text.at),
    };
  return item;
}
