// An edit that the editor shows before it makes it.

import type { CreateFile, WorkspaceEdit } from 'vscode-languageserver';
import { l10n } from '../protocol/l10n';
import { toUri } from './convert';
import type { Session } from './session';

/**
 * Editors show an edit before they make it where a part of it is to be confirmed, and leave out that part until it is.
 * So what is to be confirmed does nothing: a file is made that is there. All that mends anything is ticked.
 */
export function previewed(edit: WorkspaceEdit, file: string, session: Session): WorkspaceEdit {
  if (!session.client.confirmsEdits || !session.client.createsFiles) return edit;
  const nothing: CreateFile = {
    kind: 'create',
    uri: toUri(file, session),
    options: { ignoreIfExists: true },
    annotationId: PREVIEW,
  };
  return {
    documentChanges: [nothing, ...(edit.documentChanges ?? [])],
    changeAnnotations: { [PREVIEW]: { label: l10n.t('Preview'), needsConfirmation: true } },
  };
}

const PREVIEW = 'preview';
