// Our own requests: which modules a new specialisation can be written into, and where in a document.
import {
  MODULES_REQUEST,
  type ModulesResult,
  NEW_SPECIALISATION_REQUEST,
  type NewSpecialisationParams,
  type NewSpecialisationResult,
} from '../../protocol/requests';
import { toRange, toUri } from '../convert';
import type { Question } from '../core/messages';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

export const newSpecialisation: Handler = {
  register(session) {
    const { connection, logger, documents, texts, core, work } = session;
    connection.onRequest(
      MODULES_REQUEST,
      guardAsync(logger, 'modules', [], async (): Promise<() => ModulesResult> => {
        const { systems } = await work.complete();
        const uri = (path: string): string => toUri(path, session);
        return () =>
          systems.map(({ kind, host, entry, inside, modules }) => ({
            kind,
            host,
            user: inside.at(-1) ?? null,
            entry: uri(entry),
            modules: modules.map(uri),
          }));
      }),
    );

    connection.onRequest(
      NEW_SPECIALISATION_REQUEST,
      guardAsync(logger, 'newSpecialisation', null, async ({ uri, system }: NewSpecialisationParams, token) => {
        const path = texts.pathOf(uri);
        const found = path === undefined ? undefined : await core.ask(asked(path, system), token);
        return (): NewSpecialisationResult => {
          const document = path === undefined ? undefined : documents.get(path);
          if (found === undefined || document === undefined) return null;
          const { span, before, after, end } = found;
          return { range: toRange({ file: document.path, ...span }, session), before, after, end };
        };
      }),
    );
  },
};

function asked(file: string, system: NewSpecialisationParams['system']): Question<'new-specialisation'> {
  const name = system && { ...system, entry: file, inside: [], specialisation: null };
  return { about: 'new-specialisation', of: { file, system: name } };
}
