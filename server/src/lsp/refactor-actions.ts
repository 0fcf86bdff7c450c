// Changes of code that are asked for, as the editor applies them.

import type { CancellationToken, CodeAction, DeleteFile, Range, WorkspaceEdit } from 'vscode-languageserver';
import { importersOf } from '../features/call-hierarchy';
import type { Alone, Refactor } from '../features/refactors/refactor';
import { l10n } from '../protocol/l10n';
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
  const offered: Refactor[] = [];
  for (const refactor of found) {
    const { kind, newFile, alone } = refactor;
    if (!isAskedFor(refactorKind(kind), only) || (newFile !== undefined && !client.createsFiles)) continue;
    if (alone === undefined || (await isImportedOnce(alone, core, token))) offered.push(refactor);
  }
  if (documents.get(path) !== document) return [];
  return offered.map((refactor) => ({
    title: shownMessage(refactor.title),
    kind: refactorKind(refactor.kind),
    edit: editOf(refactor, session),
  }));
}

async function isImportedOnce(
  { file, importedBy }: Alone,
  core: Session['core'],
  token: CancellationToken | undefined,
): Promise<boolean> {
  const reports = (await core.ask({ about: 'imports', of: file }, token)) ?? [];
  const [importer, ...others] = importersOf(reports, { file, host: null });
  if (importer === undefined || others.length > 0) return false;
  const { item, spans } = importer;
  return item.file === importedBy && item.host === null && spans.length === 1;
}

function editOf({ edits, newFile, alone, isEmptied }: Refactor, session: Session): WorkspaceEdit {
  const edit = toWorkspaceEdit(edits, session);
  if (alone !== undefined && isEmptied === true && session.client.deletesFiles) {
    const deleted: DeleteFile = { kind: 'delete', uri: toUri(alone.file, session), annotationId: EMPTIED };
    const label = l10n.t('Delete the file, which no module imports any more');
    return {
      documentChanges: [...(edit.documentChanges ?? []), deleted],
      changeAnnotations: { [EMPTIED]: { label, needsConfirmation: true } },
    };
  }
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

const EMPTIED = 'emptied';
