// Documents open, change, are saved and close:
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocument_synchronization
import { TextDocumentSyncKind } from 'vscode-languageserver';
import { guard } from '../guard';
import type { Handler } from './handler';

export const textSync: Handler = {
  capabilities: { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true } },
  register({ connection, logger, texts, whole }) {
    const known = (uri: string, act: (path: string) => void): void => {
      const path = texts.pathOf(uri);
      if (path !== undefined) act(path);
    };
    connection.onDidOpenTextDocument(
      guard(logger, 'didOpen', undefined, ({ textDocument: { uri, version, text } }) =>
        texts.opened(uri, version, text),
      ),
    );
    connection.onDidChangeTextDocument(
      guard(logger, 'didChange', undefined, ({ textDocument, contentChanges }) => {
        texts.edited(textDocument.uri, textDocument.version, contentChanges);
        known(textDocument.uri, (path) => whole.edited(path));
      }),
    );
    connection.onDidSaveTextDocument(
      guard(logger, 'didSave', undefined, ({ textDocument }) => {
        texts.saved(textDocument.uri);
        known(textDocument.uri, (path) => whole.saved(path));
      }),
    );
    connection.onDidCloseTextDocument(
      guard(logger, 'didClose', undefined, ({ textDocument }) => texts.closed(textDocument.uri)),
    );
  },
};
