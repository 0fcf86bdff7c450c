// What the analysis knows of a configuration that is to be built.
import type { SystemSummary } from '../../analysis/reports/summary';
import type { ChangeKind } from '../../protocol/tree';
import { systemRoot } from '../../run/machine/system-root';
import { untrackedFiles } from '../../run/machine/untracked';
import type { KnownConfiguration } from '../../run/warnings/known';
import { differencesIn, unknownsIn } from '../../service/reports';
import type { OpenedWorkspace } from '../open';
import type { Target } from '../target';

/** Differences that are there for sure. */
const CHANGES: ReadonlySet<ChangeKind> = new Set(['added', 'overridden', 'extended', 'removed', 'derived']);

/** `part`: the specialisation whose differences from the base matter. */
export async function knowledgeOf(
  workspace: OpenedWorkspace,
  summary: SystemSummary,
  part: string | null,
  { file }: Target,
): Promise<KnownConfiguration> {
  const { specialisations, conflicts, unread, configRoot } = summary;
  const hasUnknownNames = unknownsIn(workspace, file).some(({ what }) => what === 'specialisation');
  const differences = part === null ? [] : (differencesIn(workspace, { ...summary, specialisation: part }) ?? []);
  return {
    specialisations: specialisations.map(({ name }) => name),
    hasAllSpecialisations: unread.length === 0 && !hasUnknownNames,
    conflicts: [
      { specialisation: null, count: conflicts.certain },
      ...specialisations.map(({ name, conflicts: { certain } }) => ({ specialisation: name, count: certain })),
    ],
    changedOptions: differences.filter(({ change }) => CHANGES.has(change)).map(({ option }) => option),
    untracked: configRoot.kind === 'flake' ? await untrackedFiles(systemRoot(), configRoot.path, summary.files) : [],
  };
}
