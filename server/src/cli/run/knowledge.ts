// What the analysis knows of a configuration that a run is about.
import type { SystemSummary } from '../../analysis/reports/summary';
import { isInSystem, knowledgeOf as knowledgeIn, systemBeside, systemsOfRun } from '../../features/knowledge';
import type { KnowledgeParams } from '../../protocol/knowledge';
import { systemRoot } from '../../run/machine/system-root';
import { untrackedFiles } from '../../run/machine/untracked';
import { fromAnalysis, type KnownConfiguration } from '../../run/warnings/known';
import { differencesIn, outputsIn } from '../../service/reports';
import type { OpenedWorkspace } from '../open';

/** `specialisation` of the parameters: the one whose differences from the base matter. */
export async function knowledgeOf(
  workspace: OpenedWorkspace,
  systems: readonly SystemSummary[],
  params: KnowledgeParams,
): Promise<KnownConfiguration> {
  const own = systemsOfRun({ systems }, params);
  const asked = own[0] ?? systemBeside({ systems }, params);
  const isPart = isInSystem({ systems }, params);
  if (asked === undefined) return isPart ? { isInSystem: true } : {};
  const { kind, host, entry, inside } = asked;
  const name = { kind, host, entry, inside, specialisation: params.specialisation };
  const differences = own.length === 0 || name.specialisation === null ? [] : differencesIn(workspace, name);
  const known = knowledgeIn(own, differences ?? [], outputsIn(workspace, name), isPart);
  const { path, kind: rootKind } = params.root;
  return {
    ...fromAnalysis(known),
    untracked: rootKind === 'flake' ? await untrackedFiles(systemRoot(), path, known.files) : [],
  };
}

/** The same of what is only activated: whether there is a configuration of that name. */
export function namesOf(
  workspace: OpenedWorkspace,
  systems: readonly SystemSummary[],
  params: KnowledgeParams,
): Pick<KnownConfiguration, 'configurations'> {
  const beside = systemBeside({ systems }, params);
  const { specialisation } = params;
  const names =
    beside === undefined || systemsOfRun({ systems }, params).length > 0
      ? undefined
      : outputsIn(workspace, { ...beside, specialisation })?.configurations;
  return names === undefined ? {} : { configurations: names };
}
