// Lenses above specialisations. Only those whose command the editor implements, and none where
// running anything is not allowed.

import type { CodeLens } from 'vscode-languageserver/node';
import { codeLenses } from '../../features/code-lens';
import { isUnsaved } from '../../project/folders';
import { toRange } from '../convert';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

export const codeLens: Handler = {
  capabilities: { codeLensProvider: {} },
  register(session) {
    const { connection, logger, client, work, publisher } = session;
    connection.onCodeLens(
      guardAsync(logger, 'codeLens', [], async ({ textDocument }, token): Promise<() => CodeLens[]> => {
        const path = session.texts.pathOf(textDocument.uri);
        // What is not on disk cannot be built.
        if (path === undefined || isUnsaved(path) || !session.trusted || client.commands.size === 0) return () => [];
        // The editor shows the lenses it has until there are new ones; none would take those away.
        const known = await work.settled(path, { upTo: client.refreshesLenses ? 'long' : 'end', token });
        if (!known.isSettled(path)) publisher.owesLenses = true;
        return () =>
          codeLenses(known, path, session.machine)
            .filter(({ command }) => client.commands.has(command))
            .map(({ span, title, command, arguments: args }) => ({
              range: toRange({ file: path, ...span }, session),
              command: { title, command, arguments: [...args] },
            }));
      }),
    );
  },
};
