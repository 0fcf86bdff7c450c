// Our own request: where the problems are that Nix has told of.
import type { Location } from '../../base/span';
import { PLACES_REQUEST, type PlacesParams, type PlacesResult } from '../../protocol/nix-report';
import type { Place } from '../../protocol/tree';
import { toRange, toUri } from '../convert';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

export const problemPlaces: Handler = {
  register(session) {
    const { connection, logger, core, work } = session;
    const toPlace = (location: Location): Place => ({
      uri: toUri(location.file, session),
      range: toRange(location, session),
    });
    connection.onRequest(
      PLACES_REQUEST,
      guardAsync(logger, 'problemPlaces', [], async (params: PlacesParams, token): Promise<() => PlacesResult> => {
        // Which files take part is known once all is.
        await work.complete();
        const found = await core.ask({ about: 'problem-places', of: params }, token);
        return () =>
          (found ?? []).map((places) => places.map(({ at, extent }) => ({ at: toPlace(at), extent: toPlace(extent) })));
      }),
    );
  },
};
