// Our own request: all conflicts of the workspace mended at once, shown before it is done.

import type { WorkspaceEdit } from 'vscode-languageserver';
import { fixesOfKind } from '../../features/fix-all';
import { FIX_ALL_KINDS, FIX_ALL_REQUEST, type FixAllParams, type FixAllResult } from '../../protocol/fix-all';
import { toWorkspaceEdit } from '../convert';
import { guardAsync } from '../guard';
import { mendedBy, withFixes } from '../mending';
import { previewed } from '../previewed';
import { FOR_EVER } from '../work';
import type { Handler } from './handler';

export const fixAll: Handler = {
  register(session) {
    const { connection, logger, documents, core, work } = session;
    connection.onRequest(
      FIX_ALL_REQUEST,
      guardAsync(
        logger,
        'fixAll',
        null,
        async ({ kind }: FixAllParams, token): Promise<() => FixAllResult<WorkspaceEdit>> => {
          const { findings } = await work.complete({ upTo: 'end', token });
          const texts = new Set(documents.all);
          const mended = FIX_ALL_KINDS.includes(kind) ? await mendedBy(core, findings, FOR_EVER, token) : [];
          return () => {
            // What was made for other texts is of no use.
            const isCurrent = [...documents.all].every((document) => texts.has(document));
            const edits = isCurrent ? fixesOfKind(mended.map(withFixes), kind) : [];
            return edits.length === 0
              ? null
              : previewed(toWorkspaceEdit(edits, session), edits[0]?.file ?? '', session);
          };
        },
      ),
    );
  },
};
