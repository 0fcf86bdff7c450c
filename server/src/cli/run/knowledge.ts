// What the analysis knows of a configuration that is to be built.
import type { SystemSummary } from '../../analysis/reports/summary';
import { knowledgeOf as knowledgeIn } from '../../features/knowledge';
import { systemRoot } from '../../run/machine/system-root';
import { untrackedFiles } from '../../run/machine/untracked';
import type { KnownConfiguration } from '../../run/warnings/known';
import { differencesIn, unknownsIn } from '../../service/reports';
import type { OpenedWorkspace } from '../open';
import type { Target } from '../target';

/** `part`: the specialisation whose differences from the base matter. */
export async function knowledgeOf(
  workspace: OpenedWorkspace,
  summary: SystemSummary,
  part: string | null,
  { file }: Target,
): Promise<KnownConfiguration> {
  const { unread, configRoot } = summary;
  const hasUnknownNames = unknownsIn(workspace, file).some(({ what }) => what === 'specialisation');
  const differences = part === null ? [] : (differencesIn(workspace, { ...summary, specialisation: part }) ?? []);
  return {
    ...knowledgeIn([summary], differences),
    hasAllSpecialisations: unread.length === 0 && !hasUnknownNames,
    untracked: configRoot.kind === 'flake' ? await untrackedFiles(systemRoot(), configRoot.path, summary.files) : [],
  };
}
