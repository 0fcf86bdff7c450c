// The two things a user sees before anything runs: the question with the exact command, or
// the reason why there is none.

import * as vscode from 'vscode';
import { commandLines } from '../../../server/src/run/command-line';
import { type ConfirmSetting, confirmationDetail, needsConfirmation } from '../../../server/src/run/confirm-policy';
import type { Refusal, RunPlan } from '../../../server/src/run/plan/draft';
import { ask, mention, say } from '../window';

const RUN = 'Run';
const COPY = 'Copy Command';
const REBUILD = 'Rebuild…';

/** True when the plan may run now: it needs no question, or the user said yes to exactly this command. */
export async function confirmRun(plan: RunPlan, setting: ConfirmSetting): Promise<boolean> {
  if (!needsConfirmation(plan, setting)) return true;
  const answer = await ask(`${plan.title}?`, confirmationDetail(plan), RUN, COPY);
  if (answer === COPY) await copyCommands(plan.steps.map(({ argv }) => argv));
  return answer === RUN;
}

/** Says why nothing runs. True when the user wants to rebuild instead. */
export async function explainRefusal(refusal: Refusal): Promise<boolean> {
  const choices = [...(refusal.offerRebuild ? [REBUILD] : []), ...(refusal.commands.length === 0 ? [] : [COPY])];
  const answer = await say.warn(refusal.reason, ...choices);
  if (answer === COPY) await copyCommands(refusal.commands);
  return answer === REBUILD;
}

/** Puts the commands on the clipboard, quoted for a shell. */
export async function copyCommands(commands: readonly (readonly string[])[]): Promise<void> {
  await vscode.env.clipboard.writeText(commandLines(commands).join('\n'));
  mention('clippy', 'Command copied', 4000);
}
