// Our own requests: what the view of specialisations shows.

import type { Location } from '../../base/span';
import { conflictCount, optionNodes, systemCount, systemNodes } from '../../features/tree';
import { isUnsaved } from '../../project/folders';
import {
  DIFFERENCES_REQUEST,
  type DifferencesParams,
  type DifferencesResult,
  type PartNode,
  type Place,
  SYSTEMS_REQUEST,
  type SystemsResult,
} from '../../protocol/tree';
import { toRange, toUri } from '../convert';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

const NOTHING: SystemsResult = { systems: [], found: 0, conflicts: 0 };

export const tree: Handler = {
  register(session) {
    const { connection, logger, core, work } = session;
    const toPlace = (location: Location): Place => ({
      uri: toUri(location.file, session),
      range: toRange(location, session),
    });

    connection.onRequest(
      SYSTEMS_REQUEST,
      guardAsync(logger, 'systems', NOTHING, async (): Promise<() => SystemsResult> => {
        // A client is told when there is more.
        const known = await work.complete();
        return () => {
          const systems = systemNodes(known, (entry) => !isUnsaved(entry));
          const placed = (part: PartNode<Location>): PartNode => ({ ...part, at: toPlace(part.at) });
          return {
            systems: systems.map((system) => ({ ...system, parts: system.parts.map(placed) })),
            found: systemCount(known),
            conflicts: conflictCount(known),
          };
        };
      }),
    );

    connection.onRequest(
      DIFFERENCES_REQUEST,
      guardAsync(
        logger,
        'differences',
        [],
        async ({ id, key }: DifferencesParams, token): Promise<() => DifferencesResult> => {
          const found = await core.ask({ about: 'differences', of: key }, token);
          return () =>
            optionNodes(found ?? [], id).map((node) => ({
              ...node,
              definitions: node.definitions.map((definition) => ({
                ...definition,
                at: definition.at && toPlace(definition.at),
              })),
            }));
        },
      ),
    );
  },
};
