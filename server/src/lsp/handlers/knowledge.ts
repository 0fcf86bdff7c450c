// Our own request: what is known of a configuration that is to be built.

import { isInSystem, knowledgeOf, systemBeside, systemsOfRun } from '../../features/knowledge';
import { KNOWLEDGE_REQUEST, type KnowledgeParams, type KnowledgeResult } from '../../protocol/knowledge';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

export const knowledge: Handler = {
  register({ connection, logger, core, work }) {
    connection.onRequest(
      KNOWLEDGE_REQUEST,
      guardAsync(logger, 'knowledge', null, async (params: KnowledgeParams, token): Promise<() => KnowledgeResult> => {
        const all = await work.complete();
        const systems = systemsOfRun(all, params);
        const asked = systems[0] ?? systemBeside(all, params);
        const isPart = isInSystem(all, params);
        if (asked === undefined) return () => (isPart ? knowledgeOf([], [], undefined, isPart) : null);
        const { kind, host, entry, inside } = asked;
        const name = { kind, host, entry, inside, specialisation: params.specialisation };
        const [differences, outputs] = await Promise.all([
          systems.length === 0 || name.specialisation === null
            ? []
            : core.ask({ about: 'differences', of: name }, token),
          core.ask({ about: 'flake-outputs', of: name }, token),
        ]);
        return () => knowledgeOf(systems, differences ?? [], outputs, isPart);
      }),
    );
  },
};
