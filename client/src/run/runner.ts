// The one way to run anything: trust, plan, question, task, and what its end means. Lenses, commands
// and saved tasks all come here.

import * as vscode from 'vscode';
import type { ConfigRoot, RunSpec } from '../../../server/src/protocol/run';
import { detectMachine, processEnvironment } from '../../../server/src/run/detect-machine';
import type { Refusal, RunPlan } from '../../../server/src/run/draft';
import { interpretExit, type Outcome } from '../../../server/src/run/outcome';
import { planRun } from '../../../server/src/run/plan';
import { confirmSetting, runSettings } from '../settings';
import { requireTrust } from '../trust';
import { confirmRun, explainRefusal } from './confirm';
import { executePlan, showTerminal } from './task';

export interface Runner {
  /** Runs a specification after every check. Gives the exit code; undefined when nothing ran to its end. */
  readonly run: (spec: RunSpec) => Promise<number | undefined>;
}

const SHOW = 'Show Terminal';

/**
 * Looks at the settings and the machine as they are now; gives what plans the runs of this configuration accordingly.
 */
export async function plannerFor(root: ConfigRoot): Promise<(spec: RunSpec) => RunPlan | Refusal> {
  const settings = runSettings();
  const machine = await detectMachine(root, settings, processEnvironment());
  return (spec) => planRun(spec, settings, machine);
}

/** Makes the runner. It remembers what is running, so that each configuration has one run at a time. */
export function createRunner(log: vscode.LogOutputChannel): Runner {
  const running = new Map<string, string>();
  let lastStatus: vscode.Disposable | undefined;

  const run = async (spec: RunSpec): Promise<number | undefined> => {
    if (!(await requireTrust())) return undefined;
    const plan = (await plannerFor(spec.root))(spec);
    if (plan.kind === 'refused') {
      log.info(`run refused action=${spec.action} reason=${plan.reason}`);
      return (await explainRefusal(plan)) ? run({ ...spec, action: 'rebuild' }) : undefined;
    }
    if (isBusy(running, spec) || !(await confirmRun(plan, confirmSetting()))) return undefined;
    // Another run may have begun while the question was open.
    if (isBusy(running, spec)) return undefined;
    return execute(spec, plan);
  };

  const execute = async (spec: RunSpec, plan: RunPlan): Promise<number | undefined> => {
    running.set(spec.root.path, plan.title);
    lastStatus?.dispose();
    try {
      log.info(`run start argv=${JSON.stringify(plan.argv)} cwd=${plan.cwd}`);
      const exitCode = await executePlan(spec, plan, () => void run(spec));
      log.info(`run end exitCode=${exitCode}`);
      lastStatus = showOutcome(plan.title, interpretExit(plan, exitCode));
      return exitCode;
    } finally {
      running.delete(spec.root.path);
    }
  };

  return { run };
}

/** Whether this configuration has a run already; says so. */
function isBusy(running: ReadonlyMap<string, string>, spec: RunSpec): boolean {
  const title = running.get(spec.root.path);
  if (title === undefined) return false;
  void vscode.window
    .showInformationMessage(`${title} is still running for this configuration.`, SHOW)
    .then((answer) => {
      if (answer === SHOW) showTerminal(title);
    });
  return true;
}

/**
 * Success shortly in the status bar; what needs a look as a message that stays. Gives what is to be taken away later.
 */
function showOutcome(title: string, { level, message }: Outcome): vscode.Disposable | undefined {
  if (level === 'done' || level === 'stopped') {
    return vscode.window.setStatusBarMessage(`$(${level === 'done' ? 'check' : 'circle-slash'}) ${message}`, 10_000);
  }
  const show = level === 'failed' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  void show(message, SHOW).then((answer) => {
    if (answer === SHOW) showTerminal(title);
  });
  return undefined;
}
