// Changes of code that are asked for, as the editor applies them.
import type { CancellationToken, CodeAction, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import type { Refactor } from '../features/refactors/refactor';
import { isAskedFor, refactorKind } from './code-action-kinds';
import { shownMessage, toUri, toWorkspaceEdit } from './convert';
import type { Session } from './session';

/** What can be done with a range of an open document; none where it has become another meanwhile. */
export async function refactorActions(
  path: string,
  range: Range,
  only: readonly string[] | undefined,
  session: Session,
  token: CancellationToken | undefined,
): Promise<readonly CodeAction[]> {
  const { documents, core, client } = session;
  const document = documents.get(path);
  if (document === undefined) return [];
  const { lines } = document;
  const of = { file: path, start: lines.offset(range.start), end: lines.offset(range.end) };
  const found = (await core.ask({ about: 'refactors', of }, token)) ?? [];
  if (documents.get(path) !== document) return [];
  return found
    .filter(
      ({ kind, newFile }) => isAskedFor(refactorKind(kind), only) && (newFile === undefined || client.createsFiles),
    )
    .map((refactor) => ({
      title: shownMessage(refactor.title),
      kind: refactorKind(refactor.kind),
      edit: editOf(refactor, session),
    }));
}

function editOf({ edits, newFile }: Refactor, session: Session): WorkspaceEdit {
  const edit = toWorkspaceEdit(edits, session);
  if (newFile === undefined) return edit;
  const uri = toUri(newFile.path, session);
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: newFile.text }] },
      ...(edit.documentChanges ?? []),
    ],
  };
}
