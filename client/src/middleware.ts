// What happens between the editor's questions and the server's answers.
import type * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import type { ShownDiagnostics } from './diagnostics';
import { askingLess, type ForeignDocuments } from './foreign';
import { isConfiguredByOthers } from './language';
import { hasOtherServer } from './other-server';
import type { RulePages } from './rule-pages';
import { codeLensEnabled } from './settings';
import { inLabel } from './shown';

export interface MiddlewareParts {
  readonly shown: ShownDiagnostics;
  readonly rules: RulePages;
  readonly foreign: ForeignDocuments;
}

export function middleware({ shown, rules, foreign }: MiddlewareParts): Middleware {
  const isLeft = ({ uri }: vscode.TextDocument, token: vscode.CancellationToken): Promise<boolean> =>
    foreign.isLeft(uri.toString(), token);
  return {
    ...askingLess(foreign),
    handleDiagnostics: (uri, diagnostics, next) => shown.take(uri, diagnostics.map(rules.linked), next),
    provideCodeLenses: async (document, token, next) => {
      if (!codeLensEnabled() || (await isLeft(document, token))) return [];
      return (await next(document, token))?.map(withPlainTitle);
    },
    // The editor's own folding goes by another extension's markers, as long as nobody answers.
    provideFoldingRanges: async (document, context, token, next) => {
      const isTheirs = hasOtherServer() || isConfiguredByOthers();
      return isTheirs || (await isLeft(document, token)) ? undefined : next(document, context, token);
    },
    // Of several servers the editor takes the colours of one.
    provideDocumentSemanticTokens: async (document, token, next) =>
      hasOtherServer() || (await isLeft(document, token)) ? undefined : next(document, token),
  };
}

/** Titles draw icons. */
function withPlainTitle(lens: vscode.CodeLens): vscode.CodeLens {
  if (lens.command !== undefined) lens.command = { ...lens.command, title: inLabel(lens.command.title) };
  return lens;
}
