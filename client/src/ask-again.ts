// Lets the editor ask the server again about the documents it shows.
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

interface Feature<P> {
  getProvider(document: vscode.TextDocument): P | undefined;
}

/** The providers of all Nix documents, each once. */
const providersOf = <P>(feature: Feature<P>): ReadonlySet<P | undefined> =>
  new Set(
    vscode.workspace.textDocuments
      .filter(({ languageId }) => languageId === 'nix')
      .map((document) => feature.getProvider(document)),
  );

export function askForLenses(client: BaseLanguageClient): void {
  for (const provider of providersOf(client.getFeature('textDocument/codeLens')))
    provider?.onDidChangeCodeLensEmitter.fire();
}

/** For all that is asked once for each text. */
export function askAgain(client: BaseLanguageClient): void {
  askForLenses(client);
  for (const provider of providersOf(client.getFeature('textDocument/foldingRange')))
    provider?.onDidChangeFoldingRange.fire();
  for (const provider of providersOf(client.getFeature('textDocument/inlayHint')))
    provider?.onDidChangeInlayHints.fire();
  for (const provider of providersOf(client.getFeature('textDocument/semanticTokens')))
    provider?.onDidChangeSemanticTokensEmitter.fire();
  // The outline is made anew only where providers come or go.
  vscode.languages.registerDocumentSymbolProvider({ language: 'nix' }, { provideDocumentSymbols: () => [] }).dispose();
}
