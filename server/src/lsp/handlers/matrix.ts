// Our own request: all options of a system, in the base and in every specialisation.
import { MATRIX_REQUEST, type MatrixParams, type MatrixResult } from '../../protocol/matrix';
import { toRange, toUri } from '../convert';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

export const matrix: Handler = {
  register(session) {
    const { connection, logger, core } = session;
    connection.onRequest(
      MATRIX_REQUEST,
      guardAsync(logger, 'matrix', null, async (key: MatrixParams, token): Promise<() => MatrixResult> => {
        const found = await core.ask({ about: 'matrix', of: { ...key, specialisation: null } }, token);
        return () =>
          found === undefined
            ? null
            : {
                columns: found.columns,
                rows: found.rows.map(({ option, cells }) => ({
                  option,
                  cells: cells.map(({ at, ...cell }) => ({
                    ...cell,
                    at: at === undefined ? null : { uri: toUri(at.file, session), range: toRange(at, session) },
                  })),
                })),
              };
      }),
    );
  },
};
