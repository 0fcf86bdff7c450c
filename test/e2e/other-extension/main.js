// What a general extension for Nix with a language server (as nil or nixd) does in each Nix file, once each.
const vscode = require('vscode');

const NIX = { language: 'nix' };
const found = vscode.languages.createDiagnosticCollection('other');

/** The first place of a word. */
const rangeOf = (document, word) => {
  const offset = document.getText().indexOf(word);
  return offset < 0 ? undefined : document.getWordRangeAtPosition(document.positionAt(offset));
};

function tell(document) {
  if (document.languageId !== 'nix') return;
  const said = (range, message, severity) => {
    const diagnostic = new vscode.Diagnostic(range, message, severity);
    diagnostic.source = 'other';
    return diagnostic;
  };
  const { Warning, Error: Wrong } = vscode.DiagnosticSeverity;
  const lines = document.getText().split('\n');
  // `x = ;` is all it knows of syntax; a name that ends in `Missing` is one that it does not find.
  const broken = lines.flatMap((line, at) =>
    /= *;/.test(line) ? [said(new vscode.Range(at, 0, at, 1), 'other: unexpected token', Wrong)] : [],
  );
  const unbound = rangeOf(document, 'mkDefualt') ?? rangeOf(document, 'mkForce false');
  const names =
    /\blib\b/.test(lines[0]) || unbound === undefined ? [] : [said(unbound, 'other: undefined name', Wrong)];
  found.set(document.uri, [
    said(new vscode.Range(0, 0, 0, 1), 'The other extension was here', Warning),
    ...broken,
    ...names,
  ]);
}

/** The last step of an option's path, as such servers complete it. */
function completions() {
  const { Field } = vscode.CompletionItemKind;
  return ['otherCompletion', 'timeZone', 'hardwareClockInLocalTime', 'enable'].map(
    (name) => new vscode.CompletionItem(name, Field),
  );
}

exports.activate = ({ subscriptions }) => {
  for (const document of vscode.workspace.textDocuments) tell(document);
  const { languages } = vscode;
  subscriptions.push(
    found,
    vscode.workspace.onDidOpenTextDocument(tell),
    vscode.workspace.onDidChangeTextDocument(({ document }) => tell(document)),
    languages.registerCompletionItemProvider(NIX, { provideCompletionItems: completions }, '.'),
    languages.registerHoverProvider(NIX, {
      provideHover: () => new vscode.Hover('Other: Whether to enable it.'),
    }),
    languages.registerCodeLensProvider(NIX, {
      provideCodeLenses: () => [
        new vscode.CodeLens(new vscode.Range(0, 0, 0, 1), {
          title: 'Other lens',
          command: 'workbench.action.focusActiveEditorGroup',
        }),
      ],
    }),
    languages.registerDocumentFormattingEditProvider(NIX, {
      provideDocumentFormattingEdits: (document) => [
        vscode.TextEdit.insert(document.positionAt(document.getText().length), '# formatted by the other\n'),
      ],
    }),
    languages.registerDocumentSymbolProvider(NIX, {
      provideDocumentSymbols: (document) => {
        const all = new vscode.Range(0, 0, document.lineCount - 1, 0);
        return [new vscode.DocumentSymbol('otherSymbol', '', vscode.SymbolKind.Variable, all, all)];
      },
    }),
    languages.registerRenameProvider(NIX, {
      prepareRename: (document, position) => document.getWordRangeAtPosition(position),
      provideRenameEdits: (document, position, newName) => {
        const edit = new vscode.WorkspaceEdit();
        const range = document.getWordRangeAtPosition(position);
        if (range !== undefined) edit.replace(document.uri, range, newName);
        return edit;
      },
    }),
  );
};
