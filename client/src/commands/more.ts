// The lens "More…": every action for one specialisation with the command it stands for, to run or to copy.

import * as vscode from 'vscode';
import type { SpecialisationTarget } from '../../../server/src/protocol/requests';
import type { RunSpec } from '../../../server/src/protocol/run';
import { ACTIONS } from '../../../server/src/run/actions';
import { commandLines } from '../../../server/src/run/command-line';
import type { Refusal, RunPlan } from '../../../server/src/run/plan/draft';
import { refused } from '../../../server/src/run/plan/plan';
import { runTitle } from '../../../server/src/run/plan/title';
import { checkedSpec, isTarget } from '../../../server/src/run/validate';
import type { Context } from '../context';
import { copyCommands, explainRefusal } from '../run/confirm';
import { plannerFor } from '../run/runner';
import { requireTrust } from '../trust';
import { type MenuItem, pick } from '../window';
import type { Command } from './command';
import { pickTarget, targetHere } from './pick-target';

interface ActionItem extends MenuItem {
  readonly spec?: RunSpec;
  readonly commands?: Refusal['commands'];
  readonly copies?: boolean;
}

/** Arguments: one SpecialisationTarget, or several (as arguments or as one list) that differ in their host. */
export const moreActions: Command = async (ctx, args) => {
  const targets = args.flat();
  if (targets.length === 0 || !targets.every(isTarget))
    throw new Error('This command is for code lenses: it was called without a specialisation.');
  await chooseAction(ctx, await pickTarget(targets, 'Which configuration?'));
};

/** The same for the specialisation under the cursor. */
export const moreActionsHere: Command = async (ctx) => chooseAction(ctx, await targetHere(ctx));

async function chooseAction(ctx: Context, target: SpecialisationTarget | undefined): Promise<void> {
  if (target === undefined || !(await requireTrust())) return;
  const checked = checkedSpec({ ...target, action: 'switch' });
  if (typeof checked === 'string') return void (await explainRefusal(refused(checked)));
  const plan = await plannerFor(checked.root);
  const itemsFor = (usesBuilt: boolean) => runsFor(target, usesBuilt).map((spec) => actionItem(spec, plan(spec)));
  const built = itemsFor(true);
  const builds = itemsFor(false);
  const copy: ActionItem = { label: 'Copy a command…', icon: 'clippy', copies: true };
  const items = [separator('as built'), ...built, separator('build first'), ...builds, separator(''), copy];
  const choice = await pick(items, { placeHolder: 'What to do?', matchOnDetail: true });
  if (choice?.copies) await chooseCopy([...built, ...builds]);
  else if (choice?.spec !== undefined) await ctx.runner.run(choice.spec);
}

function separator(label: string): ActionItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

async function chooseCopy(items: readonly ActionItem[]): Promise<void> {
  const copyable = items.filter(({ commands = [] }) => commands.length > 0);
  const choice = await pick(copyable, { placeHolder: 'Which command to copy?', matchOnDetail: true });
  if (choice?.commands !== undefined) await copyCommands(choice.commands);
}

/** The runs for a specialisation that use what is built, with the way back to the base, or those that build. */
function runsFor(target: SpecialisationTarget, usesBuilt: boolean): readonly RunSpec[] {
  const actions = ACTIONS.filter((info) => info.usesBuilt === usesBuilt && (target.system === 'nixos' || info.home));
  const specs = actions.map((info): RunSpec => ({ ...target, action: info.action }));
  const base: RunSpec = { ...target, specialisation: null, host: null, action: 'switch' };
  return usesBuilt ? specs.toSpliced(1, 0, base) : specs;
}

/** A run as a menu entry: its command as it would run now, or why it would not. */
function actionItem(spec: RunSpec, plan: RunPlan | Refusal): ActionItem {
  const commands = plan.kind === 'plan' ? plan.steps.map(({ argv }) => argv) : plan.commands;
  return {
    label: runTitle(spec),
    detail: plan.kind === 'plan' ? commandLines(commands).join(' ') : plan.reason,
    spec,
    commands,
  };
}
