// Another name for the specialisation at a place.
import { type PrepareRenameResult, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { renameable } from '../../features/rename';
import { visible } from '../../protocol/visible';
import { toRange, toWorkspaceEdit } from '../convert';
import { guardAsync } from '../guard';
import { askedAt } from './asked-at';
import type { Handler } from './handler';

/** As the protocol has it for a request that cannot be carried out, with a reason for people. */
const REQUEST_FAILED = -32803;

export const rename: Handler = {
  capabilities: { renameProvider: { prepareProvider: true } },
  register(session) {
    const { connection, logger, core } = session;
    connection.onPrepareRename(async ({ textDocument, position }, token) => {
      let refused: string | undefined;
      const found = await guardAsync(
        logger,
        'prepareRename',
        null,
        async (): Promise<() => PrepareRenameResult | null> => {
          const asked = await askedAt(textDocument.uri, position, session, (of) =>
            core.ask({ about: 'place', of }, token),
          );
          const named = asked && renameable(asked.answer);
          if (asked === undefined || named === undefined) return () => null;
          const { file, offset } = asked;
          // Before somebody has thought of a name.
          const tried = await core.ask({ about: 'rename', of: { file, offset, to: named.name } }, token);
          if (tried !== undefined && 'refused' in tried) refused = visible(tried.refused);
          return () => ({ range: toRange({ ...named.span, file }, session), placeholder: visible(named.name) });
        },
      )(undefined, token);
      if (refused !== undefined) throw new ResponseError(REQUEST_FAILED, refused);
      return found;
    });

    connection.onRenameRequest(async ({ textDocument, position, newName }, token) => {
      let refused: string | undefined;
      const edit = await guardAsync(logger, 'rename', null, async (): Promise<() => WorkspaceEdit | null> => {
        const asked = await askedAt(textDocument.uri, position, session, async (place) => ({
          found: await core.ask({ about: 'rename', of: { ...place, to: newName } }, token),
        }));
        const found = asked?.answer.found;
        if (found === undefined) return () => null;
        if ('refused' in found) {
          refused = visible(found.refused);
          return () => null;
        }
        return () => toWorkspaceEdit(found.sure, session, found.unsure);
      })(undefined, token);
      if (refused !== undefined) throw new ResponseError(REQUEST_FAILED, refused);
      return edit;
    });
  },
};
