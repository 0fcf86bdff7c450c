// Before a run: what is known of it, the question, and what the user may want to do first.
import * as vscode from 'vscode';
import type { RunSpec } from '../../../server/src/protocol/run';
import type { Refusal, RunPlan, RunStep } from '../../../server/src/run/plan/draft';
import { runningNow } from '../../../server/src/run/status/running-part';
import type { KnownParts } from '../machine/known-hosts';
import type { Memory } from '../memory';
import { confirmSetting } from '../run-settings';
import type { Server } from '../server';
import type { Systems } from '../systems';
import { placeArguments } from '../views/place';
import { addStep } from './add-step';
import { answerTo, copyCommands } from './confirm';
import { type KnownBefore, knownBefore } from './known';
import { plannerFor } from './planner';
import { kindOf, questionOf } from './question';

export interface BeforeParts extends KnownParts {
  readonly server: Pick<Server, 'knowledge' | 'differences'>;
  readonly memory: Memory;
  readonly systems: Systems;
}

/**
 * The plan that the user said yes to, or that needs none; undefined when nothing is to run. `origin` says in a sentence
 * who asks where it is not the user.
 */
export async function confirmedPlan(
  spec: RunSpec,
  origin: string | undefined,
  parts: BeforeParts,
): Promise<RunPlan | Refusal | undefined> {
  const setting = confirmSetting(spec.root.path);
  let isAdding = false;
  for (;;) {
    const planner = await plannerFor(spec.root, parts);
    const known = await knownBefore(spec, parts.server, runningNow(spec.system, planner.machine));
    const adding = addingStep(known);
    const found = planner.plan(spec, isAdding && adding !== undefined ? { ...known, untracked: [] } : known);
    if (found.kind === 'refused') return found;
    const plan = whole(found, isAdding ? adding : undefined, origin);
    const question = questionOf(plan, spec, setting, parts.memory.unasked(), adding !== undefined);
    const answer = question === undefined ? 'run' : await answerTo(question);
    switch (answer) {
      case 'run':
        return plan;
      case 'forget':
        await parts.memory.setUnasked([...new Set([...parts.memory.unasked(), kindOf(spec)])]);
        return plan;
      case 'save':
        await vscode.workspace.saveAll(false);
        break;
      case 'add':
        isAdding = true;
        break;
      case 'show':
        await showConflict(spec, parts);
        return undefined;
      case 'copy':
        await copyCommands(plan.steps.map(({ argv }) => argv));
        return undefined;
      case undefined:
        return undefined;
    }
  }
}

const addingStep = ({ repository, untracked = [] }: KnownBefore): RunStep | undefined =>
  repository === undefined ? undefined : addStep(repository, untracked);

/** With what the user wants done first, shown with the other commands, and who asks. */
function whole(plan: RunPlan, first: RunStep | undefined, origin: string | undefined): RunPlan {
  return {
    ...plan,
    steps: first === undefined ? plan.steps : [first, ...plan.steps],
    origins: origin === undefined ? plan.origins : [origin, ...plan.origins],
  };
}

/** Goes to a certain conflict, as the analysis found it. */
async function showConflict(spec: RunSpec, { systems, server }: BeforeParts): Promise<void> {
  const parts = (await systems.latest()).flatMap((system) => system.parts);
  const ofConfiguration = parts.filter(
    ({ key, root, conflicts }) =>
      root?.path === spec.root.path && (spec.host === null || key.host === spec.host) && conflicts.certain > 0,
  );
  const part = ofConfiguration.find(({ key }) => key.specialisation === spec.specialisation) ?? ofConfiguration[0];
  const options = part === undefined ? [] : ((await server.differences(part)) ?? []);
  const conflict = options.find(({ change, proof }) => change === 'conflict' && proof === 'certain');
  const places = conflict?.definitions.flatMap(({ at, role }) => (at === null || role !== 'equal' ? [] : [at])) ?? [];
  const [first] = places;
  if (first === undefined) await vscode.commands.executeCommand('workbench.actions.view.problems');
  else await vscode.commands.executeCommand('vscode.open', ...placeArguments(first));
}
