// What the core answers an editor that asks about a place.
import { SILENT } from '../../server/src/base/logger';
import { Disk } from '../../server/src/host/disk';
import { answerTo } from '../../server/src/lsp/core/answers';
import type { Answers, Question, Questions } from '../../server/src/lsp/core/messages';
import type { WorkspaceApi } from '../../server/src/service/api';

export function answered<K extends 'place' | 'completion'>(
  workspace: WorkspaceApi,
  about: K,
  of: Questions[K],
): Answers[K] {
  const parts = { workspace, folders: [], disk: new Disk(), logger: SILENT, located: () => ({}) };
  const found = answerTo({ about, of } as Question<K>, parts).advance(Number.POSITIVE_INFINITY);
  if (found === undefined) throw new Error('no answer');
  return found.answer.of;
}
