// Which runner takes a run: the one that is set, or the first that is there and can.
import { visible } from '../../../protocol/visible';
import type { Runner } from '../../settings';
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

/** The runners that could be chosen on this machine. */
export function availableRunners(context: Pick<PlanContext, 'machine' | 'settings'>): readonly Runner[] {
  return ALL.filter((planner) => isThere(planner, context)).map(({ runner }) => runner);
}

/** Why the programs of a runner cannot be started. */
export function missingProgram(planner: RunnerPlanner, { machine, settings }: PlanContext): string | undefined {
  const missing = planner.programs(settings).find((program) => !machine.programs.has(program));
  return missing === undefined ? undefined : `${visible(missing)} was not found on this machine.`;
}

function isThere(
  { programs }: RunnerPlanner,
  { machine, settings }: Pick<PlanContext, 'machine' | 'settings'>,
): boolean {
  const needed = programs(settings);
  return (
    needed.every((program) => program !== '' && machine.programs.has(program)) &&
    (needed.length > 0 || machine.system !== undefined)
  );
}
