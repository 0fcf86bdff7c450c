// Runs a plan: asks, starts one command after another, and says what each end means.
import { commandLine } from '../../run/command-line';
import { interpretExit } from '../../run/outcome';
import type { RunPlan } from '../../run/plan/draft';
import type { Environment } from '../command';

type Surroundings = Pick<Environment, 'out' | 'err' | 'terminal'>;

/** Runs all steps, or until one fails; gives its exit code. 1: nothing was run, or not all of it. */
export async function execute(plan: RunPlan, isAnswered: boolean, { err, terminal }: Surroundings): Promise<number> {
  const agrees = async (question: string): Promise<boolean> =>
    isAnswered || /^\s*y(es)?\s*$/i.test(await terminal.ask(`${question} [y/N] `));
  if (!isAnswered && !terminal.isInteractive) {
    err('nothing was run: this asks before it runs, and there is no terminal to ask in; --yes answers for you');
    return 1;
  }
  if (!(await agrees('Run this?'))) {
    err('nothing was run');
    return 1;
  }
  for (const step of plan.steps) {
    if (step.question !== undefined && !(await agrees(step.question))) {
      err('the rest was not run');
      return 1;
    }
    err(`+ ${commandLine(step.argv)}`);
    const exitCode = await terminal.start(step.argv, step.cwd);
    const { message } = interpretExit(plan.title, step, exitCode);
    if (exitCode !== 0 || step === plan.steps.at(-1)) err(message);
    if (exitCode !== 0) return exitCode;
  }
  return 0;
}
