// Whether a run must be asked about first, and what the question says. Pure; the dialog itself is confirm.ts.

import type { Effect } from './actions';
import { commandLine } from './command-line';
import type { RunPlan } from './draft';

/** The setting `confirm`. What changes the system is asked about whatever it says. */
export type ConfirmSetting = 'always' | 'whenChangingSystem';

/** Whether a run with this effect needs a yes. */
export function needsConfirmation(effect: Effect, setting: ConfirmSetting): boolean {
  return setting === 'always' || effect === 'changes-system' || effect === 'next-boot';
}

/** The text below the title of the question: the exact command, what it does, and what to know before. */
export function confirmationDetail(plan: RunPlan): string {
  const rights = plan.needsRoot ? ['It needs root; a password, if one is needed, is asked for in the terminal.'] : [];
  return [commandLine(plan.argv), plan.explanation, ...plan.warnings.map((warning) => `⚠ ${warning}`), ...rights].join(
    '\n\n',
  );
}
