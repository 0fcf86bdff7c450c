// Documents open, change and close: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocument_synchronization
import { guard } from '../guard';
import type { Session } from '../session';

export function textSync(session: Session): void {
  const { connection, logger, documents, positions, core, work, disk, pathOf } = session;

  connection.onDidOpenTextDocument(
    guard(logger, 'didOpen', undefined, ({ textDocument }) => {
      const { uri, version, text } = textDocument;
      const path = pathOf(uri);
      if (path === undefined) return;
      const first = documents.all.length === 0;
      const isSame = (documents.get(path)?.text ?? disk.read(path)) === text;
      documents.open(path, uri, version, text);
      positions.forget(path);
      core.open(path, text, isSame);
      work.schedule(path, first);
    }),
  );

  connection.onDidChangeTextDocument(
    guard(logger, 'didChange', undefined, ({ textDocument, contentChanges }) => {
      // An editor may open a file by two spellings; the text is that of the one opened last.
      const path = documents.withUri(textDocument.uri)?.path;
      const changed = path === undefined ? undefined : documents.change(path, textDocument.version, contentChanges);
      if (changed === undefined) return;
      const { document, edits } = changed;
      positions.forget(document.path);
      if (edits === undefined) core.open(document.path, document.text, false);
      else core.edit(document.path, edits);
      work.schedule(document.path);
    }),
  );

  connection.onDidSaveTextDocument(
    guard(logger, 'didSave', undefined, ({ textDocument }) => {
      // Not every editor watches files, and the file may be new.
      const path = pathOf(textDocument.uri);
      if (path === undefined) return;
      disk.invalidate([path]);
      core.disk([path], [path], []);
      work.schedule(path);
    }),
  );

  connection.onDidCloseTextDocument(
    guard(logger, 'didClose', undefined, ({ textDocument }) => {
      const path = documents.withUri(textDocument.uri)?.path;
      if (path === undefined) return;
      documents.close(path);
      positions.forget(path);
      disk.invalidate([path]);
      core.close(path);
      work.schedule();
    }),
  );
}
