// The lens "More…": every action for one specialisation with the command it stands for, to run or to copy.
import * as vscode from 'vscode';
import type { SpecialisationTarget } from '../../../server/src/protocol/requests';
import type { RunSpec } from '../../../server/src/protocol/run';
import type { Context } from '../context';
import { ACTIONS } from '../run/actions';
import { isTarget } from '../run/arguments';
import { commandLine } from '../run/command-line';
import { copyCommand } from '../run/confirm';
import { runTitle } from '../run/plan';
import { planNow } from '../run/runner';
import { requireTrust } from '../trust';
import type { Command } from '.';
import { pickTarget, targetHere } from './pick-target';

interface ActionItem extends vscode.QuickPickItem {
  readonly spec?: RunSpec;
  readonly argv?: readonly string[] | undefined;
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
  const items = await Promise.all(runsFor(target).map(actionItem));
  const copy: ActionItem = { label: '$(clippy) Copy a command…', copies: true };
  const separator: ActionItem = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const choice = await vscode.window.showQuickPick([...items, separator, copy], { placeHolder: 'What to do?', matchOnDetail: true });
  if (choice?.copies) await chooseCopy(items);
  else if (choice?.spec !== undefined) await ctx.runner.run(choice.spec);
}

async function chooseCopy(items: readonly ActionItem[]): Promise<void> {
  const copyable = items.filter((item) => item.argv !== undefined);
  const choice = await vscode.window.showQuickPick(copyable, { placeHolder: 'Which command to copy?', matchOnDetail: true });
  if (choice?.argv !== undefined) await copyCommand(choice.argv);
}

/** All runs for a specialisation, and the way back to the base. */
function runsFor(target: SpecialisationTarget): readonly RunSpec[] {
  const actions = ACTIONS.filter((info) => target.system === 'nixos' || info.home);
  return [
    ...actions.map((info) => ({ ...target, action: info.action })),
    { ...target, specialisation: null, host: null, action: 'switch' },
  ];
}

/** A run as a menu entry: its command as it would run now, or why it would not. */
async function actionItem(spec: RunSpec): Promise<ActionItem> {
  const plan = await planNow(spec);
  const label = runTitle(spec);
  const detail = plan.kind === 'plan' ? commandLine(plan.argv) : plan.reason;
  return { label, detail, spec, argv: plan.argv };
}
