// Our diagnostics on their way to the editor: again, with less or more of them, when another extension has something
// to say of their file.
import * as vscode from 'vscode';
import type { StaticFeature } from 'vscode-languageclient';
import { isOurs, ruleOf } from './rule-pages';
import { withoutTwins } from './twins';

type Show = (uri: vscode.Uri, diagnostics: vscode.Diagnostic[]) => void;

interface Given {
  readonly uri: vscode.Uri;
  readonly all: readonly vscode.Diagnostic[];
  readonly show: Show;
  shown: readonly vscode.Diagnostic[];
}

export interface ShownDiagnostics extends vscode.Disposable {
  /** What the server says of a file now. */
  readonly take: (uri: vscode.Uri, all: readonly vscode.Diagnostic[], show: Show) => void;
  /** The server has ended, and what it said is shown no more. */
  readonly forget: () => void;
}

export function showDiagnostics(): ShownDiagnostics {
  const given = new Map<string, Given>();
  const left = ({ uri, all }: Given): readonly vscode.Diagnostic[] =>
    withoutTwins(
      all,
      ruleOf,
      vscode.languages.getDiagnostics(uri).filter((diagnostic) => !isOurs(diagnostic)),
    );
  const show = (of: Given): void => {
    of.shown = left(of);
    of.show(of.uri, [...of.shown]);
  };
  const watching = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) {
      const of = given.get(uri.toString());
      // What we show ourselves changes nothing here.
      if (of !== undefined && left(of).length !== of.shown.length) show(of);
    }
  });
  return {
    take: (uri, all, how) => {
      const of: Given = { uri, all, show: how, shown: [] };
      if (all.length === 0) given.delete(uri.toString());
      else given.set(uri.toString(), of);
      show(of);
    },
    forget: () => given.clear(),
    dispose: () => watching.dispose(),
  };
}

/**
 * Has the findings of open documents pushed to us like all others: what the library asks for it drops with a tab,
 * though the document may stay open for minutes, and nobody hears of that.
 */
export const ALL_PUSHED: StaticFeature = {
  fillClientCapabilities: ({ textDocument, workspace }) => {
    delete textDocument?.diagnostic;
    delete workspace?.diagnostics;
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};
