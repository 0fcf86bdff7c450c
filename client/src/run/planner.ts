// What plans runs: the settings, the machine and the configurations as they are now.
import type { ConfigRoot, RunSpec } from '../../../server/src/protocol/run';
import { detectMachine } from '../../../server/src/run/machine/detect';
import type { MachineFacts } from '../../../server/src/run/machine/facts';
import type { Refusal, RunPlan } from '../../../server/src/run/plan/draft';
import { planRun } from '../../../server/src/run/plan/plan';
import type { RunSettings } from '../../../server/src/run/settings';
import type { KnownConfiguration } from '../../../server/src/run/warnings/known';
import { type KnownParts, knownHosts } from '../machine/known-hosts';
import { factsFor } from '../machine/own-host';
import { surroundings } from '../machine/surroundings';
import { runSettings } from '../run-settings';

export interface Planner {
  readonly settings: RunSettings;
  readonly machine: MachineFacts;
  readonly plan: (spec: RunSpec, known?: KnownConfiguration) => RunPlan | Refusal;
}

/** Looks at the settings and the machine as they are now, for runs of this configuration, which was checked. */
export async function plannerFor(root: ConfigRoot, parts: KnownParts): Promise<Planner> {
  const settings = runSettings(root.path);
  const machine = await detectMachine(root, settings, surroundings());
  const hosts = knownHosts(parts);
  return {
    settings,
    machine,
    plan: (spec, known = {}) => planRun(spec, settings, factsFor(spec, machine, hosts), known),
  };
}
