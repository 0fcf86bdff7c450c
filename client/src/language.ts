// What the editor does by itself in a Nix file: brackets, comments, indentation. Said when the extension starts and
// not in its manifest, since of two manifests the later one counts: beside another Nix extension its own stay. What can
// be folded cannot be said that way; the server answers it, as long as nobody else is there to.
import * as vscode from 'vscode';
import written from './language-configuration.json';

const LANGUAGE = 'nix';

/** Configures the language as long as nobody else does. */
export function registerLanguage(): vscode.Disposable {
  let own: vscode.Disposable | undefined;
  const update = (): void => {
    if (isConfiguredByOthers()) {
      own?.dispose();
      own = undefined;
    } else own ??= vscode.languages.setLanguageConfiguration(LANGUAGE, CONFIGURATION);
  };
  update();
  return vscode.Disposable.from(vscode.extensions.onDidChange(update), { dispose: () => own?.dispose() });
}

/** Whether another extension says how Nix files are edited. */
export const isConfiguredByOthers = (): boolean =>
  vscode.extensions.all.some(({ packageJSON }) => configuresNix(packageJSON));

/** Whether an extension with this manifest says how Nix files are edited. Ours does not. */
function configuresNix(manifest: unknown): boolean {
  const { contributes } = manifest as { readonly contributes?: { readonly languages?: unknown } };
  const languages = Array.isArray(contributes?.languages) ? contributes.languages : [];
  return languages.some((language) => language?.id === LANGUAGE && language.configuration !== undefined);
}

const INDENTS: Readonly<Record<string, vscode.IndentAction>> = {
  indent: vscode.IndentAction.Indent,
  indentOutdent: vscode.IndentAction.IndentOutdent,
  outdent: vscode.IndentAction.Outdent,
};

const TOKENS: Readonly<Record<string, vscode.SyntaxTokenType>> = {
  string: vscode.SyntaxTokenType.String,
  comment: vscode.SyntaxTokenType.Comment,
};

/** The words of the file as VS Code's interface takes them. */
const CONFIGURATION: vscode.LanguageConfiguration = {
  comments: { lineComment: written.comments.lineComment, blockComment: pair(written.comments.blockComment) },
  brackets: written.brackets.map(pair),
  autoClosingPairs: written.autoClosingPairs.map(({ open, close, notIn = [] }) => ({
    open,
    close,
    notIn: notIn.flatMap((token) => TOKENS[token] ?? []),
  })),
  wordPattern: new RegExp(written.wordPattern),
  indentationRules: {
    increaseIndentPattern: new RegExp(written.indentationRules.increaseIndentPattern),
    decreaseIndentPattern: new RegExp(written.indentationRules.decreaseIndentPattern),
  },
  onEnterRules: written.onEnterRules.map(({ beforeText, afterText, previousLineText, action }) => ({
    beforeText: new RegExp(beforeText),
    ...(afterText === undefined ? {} : { afterText: new RegExp(afterText) }),
    ...(previousLineText === undefined ? {} : { previousLineText: new RegExp(previousLineText) }),
    action: { indentAction: INDENTS[action.indent] ?? vscode.IndentAction.None },
  })),
};

function pair([open = '', close = '']: readonly string[]): vscode.CharacterPair {
  return [open, close];
}
