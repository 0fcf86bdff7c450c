// Our own request: what is known of a configuration that is to be built.

import { knowledgeOf, systemsOfRun } from '../../features/knowledge';
import { KNOWLEDGE_REQUEST, type KnowledgeParams, type KnowledgeResult } from '../../protocol/knowledge';
import { guardAsync } from '../guard';
import type { Handler } from './handler';

export const knowledge: Handler = {
  register({ connection, logger, core, work }) {
    connection.onRequest(
      KNOWLEDGE_REQUEST,
      guardAsync(logger, 'knowledge', null, async (params: KnowledgeParams): Promise<() => KnowledgeResult> => {
        const systems = systemsOfRun(await work.complete(), params);
        const [system] = systems;
        if (system === undefined) return () => null;
        const { kind, host, entry, inside } = system;
        const { specialisation } = params;
        const found =
          specialisation === null
            ? []
            : await core.ask({ about: 'differences', of: { kind, host, entry, inside, specialisation } });
        return () => knowledgeOf(systems, found ?? []);
      }),
    );
  },
};
