// Our own request: where a new specialisation is written in a document.
import {
  NEW_SPECIALISATION_REQUEST,
  type NewSpecialisationParams,
  type NewSpecialisationResult,
} from '../../protocol/requests';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

export const newSpecialisation: Handler = {
  register({ connection, logger, documents, texts, core }) {
    connection.onRequest(
      NEW_SPECIALISATION_REQUEST,
      guardAsync(logger, 'newSpecialisation', null, async ({ uri }: NewSpecialisationParams) => {
        const path = texts.pathOf(uri);
        const found = path === undefined ? undefined : await core.ask({ about: 'new-specialisation', of: path });
        return (): NewSpecialisationResult => {
          const document = path === undefined ? undefined : documents.get(path);
          if (found === undefined || document === undefined) return null;
          const { offset, before, after, end } = found;
          return { position: document.lines.position(offset), before, after, end };
        };
      }),
    );
  },
};
