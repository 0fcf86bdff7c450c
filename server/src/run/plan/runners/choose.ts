// Which runner takes a run: the one that is set, or the first that is there and can.

import type { Fleet } from '../../../protocol/knowledge';
import { l10n } from '../../../protocol/l10n';
import type { Runner } from '../../../protocol/run';
import { visible } from '../../../protocol/visible';
import type { PlanContext } from '../context';
import { colmena, deployRs } from './fleet';
import { nh } from './nh';
import { nixosCli } from './nixos-cli';
import { nixosRebuild } from './nixos-rebuild';
import { nom, plain } from './plain';
import type { RunnerPlanner } from './runner';
import { template } from './template';

const ALL: readonly RunnerPlanner[] = [nixosRebuild, nh, nixosCli, plain, nom, template, colmena, deployRs];

/** Those that are looked for without being set, the most usual first. */
const AUTOMATIC: readonly RunnerPlanner[] = [nixosRebuild, nixosCli, nh];

/** The runner of a run. Where none is found it is nixos-rebuild, which then is missing. */
export function runnerFor(context: PlanContext): RunnerPlanner {
  const { runner } = context.settings;
  const set = ALL.find((planner) => planner.runner === runner);
  return set ?? AUTOMATIC.find((planner) => isThere(planner, context) && planner.fits(context)) ?? nixosRebuild;
}

/**
 * The runners that could be chosen for a configuration on this machine, besides the user's own command: those that
 * deploy fleets only where its flake is known to be set up for them.
 */
export function availableRunners(
  context: Pick<PlanContext, 'machine' | 'settings' | 'spec' | 'known'>,
): readonly Runner[] {
  const { fleets } = context.known;
  return ALL.filter((planner) => isThere(planner, context))
    .map(({ runner }) => runner)
    .filter((runner) => runner !== 'template' && (!isFleet(runner) || fleets?.[runner] === true));
}

const isFleet = (runner: Runner): runner is Fleet => runner === 'colmena' || runner === 'deploy-rs';

/** Why the programs of a runner cannot be started. */
export function missingProgram(planner: RunnerPlanner, context: PlanContext): string | undefined {
  const missing = planner.programs(context).find((program) => !context.machine.programs.has(program));
  return missing === undefined ? undefined : l10n.t('{0} was not found on this machine.', visible(missing));
}

function isThere({ programs }: RunnerPlanner, context: Pick<PlanContext, 'machine' | 'settings' | 'spec'>): boolean {
  return programs(context).every((program) => program !== '' && context.machine.programs.has(program));
}
