// What is told of the place under the mouse.
import type { Hover } from 'vscode-languageserver';
import { hoverOf } from '../../features/hover';
import { toRange } from '../convert';
import { guardAsync } from '../guard';
import { toMarkup } from '../markup';
import { askedAt } from './asked-at';
import type { Handler } from './handler';

export const hover: Handler = {
  capabilities: { hoverProvider: true },
  register(session) {
    const { connection, logger, core, work } = session;
    connection.onHover(
      guardAsync(logger, 'hover', null, async ({ textDocument, position }, token): Promise<() => Hover | null> => {
        const asked = await askedAt(textDocument.uri, position, session, (of) =>
          core.ask({ about: 'place', of }, token),
        );
        const isOfSpecialisation = asked?.answer.some(({ specialisation }) => specialisation !== undefined) === true;
        // Which of them is this machine's, all of them say.
        const systems = isOfSpecialisation ? await work.systems({ token }) : [];
        return () => {
          const found = asked && hoverOf(asked.answer, { machine: session.machine, systems: { systems } });
          if (asked === undefined || found === undefined) return null;
          return {
            contents: toMarkup(found.text, session),
            range: toRange({ ...found.span, file: asked.file }, session),
          };
        };
      }),
    );
  },
};
