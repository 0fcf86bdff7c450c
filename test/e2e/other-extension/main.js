// One diagnostic and one completion for each Nix file.
const vscode = require('vscode');

exports.activate = ({ subscriptions }) => {
  const found = vscode.languages.createDiagnosticCollection('other');
  const tell = (document) => {
    if (document.languageId !== 'nix') return;
    const start = new vscode.Range(0, 0, 0, 1);
    const diagnostic = new vscode.Diagnostic(start, 'The other extension was here', vscode.DiagnosticSeverity.Warning);
    diagnostic.source = 'other';
    found.set(document.uri, [diagnostic]);
  };
  for (const document of vscode.workspace.textDocuments) tell(document);
  subscriptions.push(
    found,
    vscode.workspace.onDidOpenTextDocument(tell),
    vscode.languages.registerCompletionItemProvider('nix', {
      provideCompletionItems: () => [new vscode.CompletionItem('otherCompletion')],
    }),
  );
};
