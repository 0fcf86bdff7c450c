// Our own request: the specialisations at a place, for commands of the editor that are not lenses.

import { targetsAt } from '../../features/targets';
import { isUnsaved } from '../../project/folders';
import { TARGETS_REQUEST, type TargetsParams, type TargetsResult } from '../../protocol/requests';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

const NONE: TargetsResult = [];

export const targets: Handler = {
  register({ connection, logger, documents, work, texts }) {
    connection.onRequest(
      TARGETS_REQUEST,
      guardAsync(logger, 'targets', NONE, async ({ uri, position }: TargetsParams, token) => {
        const path = texts.pathOf(uri);
        if (path === undefined || isUnsaved(path)) return () => NONE;
        // A command was chosen, or its button pressed.
        const systems = await work.settled(path, { upTo: 'long', token });
        return () => {
          const document = documents.get(path);
          if (position !== undefined && document === undefined) return NONE;
          return targetsAt(systems, path, position && document?.lines.offset(position));
        };
      }),
    );
  },
};
