// Our own request: the specialisations at a place, for commands of the editor that are not lenses.

import { targetsAt } from '../../features/targets';
import { TARGETS_REQUEST, type TargetsParams, type TargetsResult } from '../../protocol/requests';
import { guard } from '../guard';
import type { Session } from '../session';
import { isUnsaved, pathOfUri } from '../uri';

export function targets({ connection, logger, documents, workspace }: Session): void {
  connection.onRequest(
    TARGETS_REQUEST,
    guard(logger, 'targets', [], ({ uri, position }: TargetsParams): TargetsResult => {
      const path = pathOfUri(uri);
      if (path === undefined || isUnsaved(path)) return [];
      const document = documents.get(path);
      if (position !== undefined && document === undefined) return [];
      const offset = position && document?.lines.offset(position);
      return targetsAt(workspace.snapshot(), path, offset);
    }),
  );
}
