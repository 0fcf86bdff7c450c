// Our own requests: what the view of specialisations shows.
import type { Location } from '../../base/span';
import { optionNodes, systemCount, systemNodes } from '../../features/tree';
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
import { guard } from '../guard';
import type { Session } from '../session';

const NOTHING: SystemsResult = { systems: [], found: 0 };

export function tree(session: Session): void {
  const { connection, logger, workspace } = session;
  const toPlace = (location: Location): Place => ({ uri: toUri(location.file, session), range: toRange(location, session) });

  connection.onRequest(
    SYSTEMS_REQUEST,
    guard(logger, 'systems', NOTHING, (): SystemsResult => {
      // Asked again when all is done.
      const { partial } = workspace;
      const snapshot = partial.isComplete ? workspace.snapshot() : partial;
      const systems = systemNodes(snapshot, (entry) => !isUnsaved(entry));
      const placed = (part: PartNode<Location>): PartNode => ({ ...part, at: toPlace(part.at) });
      return { systems: systems.map((system) => ({ ...system, parts: system.parts.map(placed) })), found: systemCount(snapshot) };
    }),
  );

  connection.onRequest(
    DIFFERENCES_REQUEST,
    guard(logger, 'differences', [], ({ id, key }: DifferencesParams): DifferencesResult => {
      const nodes = optionNodes(workspace.differences(key) ?? [], id);
      return nodes.map((node) => ({
        ...node,
        definitions: node.definitions.map((definition) => ({ ...definition, at: definition.at && toPlace(definition.at) })),
      }));
    }),
  );
}
