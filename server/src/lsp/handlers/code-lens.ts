// Lenses above specialisations. Only those whose command the editor implements; one that has none of ours gets those
// that run something, and asks the server what to start (run-plan.ts). None where running anything is not allowed.

import type { CodeLens } from 'vscode-languageserver';
import { codeLenses, type Lens, unbuiltLenses } from '../../features/code-lens';
import { isUnsaved } from '../../project/folders';
import { PLAN_COMMAND, RUN_COMMAND } from '../../protocol/requests';
import { toRange } from '../convert';
import { guardAsync } from '../guard';
import { isVirtual } from '../uri';
import type { Handler } from './handler';

export const codeLens: Handler = {
  capabilities: { codeLensProvider: {} },
  register(session) {
    const { connection, logger, client, work, publisher } = session;
    connection.onCodeLens(
      guardAsync(logger, 'codeLens', [], async ({ textDocument }, token): Promise<() => CodeLens[]> => {
        const path = session.texts.pathOf(textDocument.uri);
        // What is not on disk cannot be built.
        if (path === undefined || isUnsaved(path) || !session.trusted) return () => [];
        // The editor shows the lenses it has until there are new ones; none would take those away.
        const known = client.refreshesLenses
          ? await work.first(path, { upTo: 'long', token })
          : await work.settled(path, { upTo: 'end', token });
        if (!known.isSettled(path)) publisher.owesLenses = true;
        const lineOf = (offset: number): number =>
          toRange({ file: path, start: offset, end: offset }, session).start.line;
        return () =>
          (isVirtual(path) ? unbuiltLenses(known, path, lineOf) : codeLenses(known, path, lineOf, session.machine))
            .flatMap((lens) => offered(lens, client.commands))
            .map(({ span, title, command, arguments: args }) => ({
              range: toRange({ file: path, ...span }, session),
              command: { title, command, arguments: [...args] },
            }));
      }),
    );
  },
};

function offered(lens: Lens, commands: ReadonlySet<string>): readonly Lens[] {
  if (commands.has(lens.command)) return [lens];
  return commands.size === 0 && lens.command === RUN_COMMAND ? [{ ...lens, command: PLAN_COMMAND }] : [];
}
