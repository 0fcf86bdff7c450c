// A plan as the command line prints it. Pure.
import { commandLine } from '../command-line';
import type { Refusal, RunPlan, RunStep } from './draft';

/** What `run --dry-run --format json` prints. */
export interface PlanReport {
  readonly version: 1;
  readonly action: string;
  readonly title: string;
  readonly steps: readonly Pick<RunStep, 'argv' | 'cwd' | 'effect' | 'needsRoot'>[];
  readonly explanation: string;
  readonly warnings: readonly string[];
  readonly refused: string | null;
}

export function planReport(action: string, title: string, plan: RunPlan | Refusal): PlanReport {
  const head = { version: 1, action, title } as const;
  if (plan.kind === 'refused') return { ...head, steps: [], explanation: '', warnings: [], refused: plan.reason };
  return {
    ...head,
    steps: plan.steps.map(({ argv, cwd, effect, needsRoot }) => ({ argv, cwd, effect, needsRoot })),
    explanation: plan.explanation,
    warnings: plan.warnings.map(({ message }) => message),
    refused: null,
  };
}

/** The same in words, a line for each: what it is, every command, what it does, what to know before. */
export function planText(title: string, plan: RunPlan): readonly string[] {
  return [
    title,
    ...plan.steps.map(({ argv }) => `    ${commandLine(argv)}`),
    plan.explanation,
    ...plan.warnings.map(({ message }) => `warning: ${message}`),
    ...(plan.needsRoot ? ['It needs root; a password, if one is needed, is asked for here.'] : []),
  ];
}
