// The commands of a plan, one after another: where one fails, the others do not start. Pure but for what it is given.
import { l10n } from '../../../server/src/protocol/l10n';
import type { RunPlan, RunStep } from '../../../server/src/run/plan/draft';

/** How a plan ended: the last step that ran, and what came of it. */
export interface StepsEnd<T> {
  readonly step: RunStep;
  readonly ended: T;
  /** How many commands did not start. */
  readonly left: number;
  /** The user did not want the rest. */
  readonly isDeclined: boolean;
}

/** Runs the steps; undefined where none ran. `goesOn`: asked before a step that has a question. */
export async function runSteps<T extends { readonly exitCode: number | undefined }>(
  { steps }: Pick<RunPlan, 'steps'>,
  start: (step: RunStep, at: number) => Promise<T>,
  goesOn: (question: string) => Promise<boolean>,
): Promise<StepsEnd<T> | undefined> {
  let end: StepsEnd<T> | undefined;
  for (const [at, step] of steps.entries()) {
    if (step.question !== undefined && !(await goesOn(step.question)))
      return end === undefined ? undefined : { ...end, isDeclined: true };
    const ended = await start(step, at);
    end = { step, ended, left: steps.length - at - 1, isDeclined: false };
    if (ended.exitCode !== 0) return end;
  }
  return end;
}

/** What is to be said of the steps that did not start; empty where there are none. */
export function leftText({ left, isDeclined }: Pick<StepsEnd<unknown>, 'left' | 'isDeclined'>): string {
  if (left === 0) return '';
  const one = left === 1;
  const said = isDeclined
    ? one
      ? l10n.t('As you chose, the command after it did not start.')
      : l10n.t('As you chose, the {0} commands after it did not start.', left)
    : one
      ? l10n.t('The command after it did not start.')
      : l10n.t('The {0} commands after it did not start.', left);
  return ` ${said}`;
}
