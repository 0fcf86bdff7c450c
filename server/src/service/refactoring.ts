// Changes of code, looked at from all systems: one is made of a single one of them.
import type { Refactor } from '../features/refactors/refactor';
import type { WorkspaceApi } from './api';

/**
 * Whether no system is changed that was not asked: what goes to another file goes there for all systems which that one
 * is in, and is gone for all that it was written for.
 */
export function changesNoOther({ across }: Refactor, { results }: Pick<WorkspaceApi, 'results'>): boolean {
  if (across === undefined || across.from === across.to) return true;
  const { from, to, stays } = across;
  const systems = results.taken.flatMap(({ result }) => result?.systems ?? []);
  return systems.every(({ files }) => {
    const [hasFrom, hasTo] = [files.includes(from), files.includes(to)];
    return hasFrom === hasTo || (stays && hasFrom);
  });
}
