// Documents that nobody writes: what was computed or printed, to be read like a file.
import * as vscode from 'vscode';
import { visibleLines } from '../../server/src/protocol/visible';

export const DOCUMENT_SCHEME = 'nixos-specialisations';

/** As much of one line as is shown. */
const LONGEST_LINE = 2000;
/** As many are kept: closed ones are asked for again when a window is restored. */
const MOST = 20;

export interface Documents extends vscode.Disposable {
  /** Shows a text under a name; the document of that name says it from now on. */
  readonly show: (name: string, text: string) => Promise<void>;
}

/** Makes the provider of our documents. */
export function createDocuments(): Documents {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const registration = vscode.workspace.registerTextDocumentContentProvider(DOCUMENT_SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) =>
      texts.get(path) ?? `${vscode.l10n.t('This is no longer known. Ask for it again.')}\n`,
  });
  return {
    show: async (name, text) => {
      const path = `/${name.replaceAll('/', '∕')}`;
      texts.delete(path);
      texts.set(path, visibleLines(text, LONGEST_LINE));
      for (const oldest of [...texts.keys()].slice(0, Math.max(0, texts.size - MOST))) texts.delete(oldest);
      const uri = vscode.Uri.from({ scheme: DOCUMENT_SCHEME, path });
      changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => vscode.Disposable.from(registration, changed).dispose(),
  };
}
