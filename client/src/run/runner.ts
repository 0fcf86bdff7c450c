// The one way to run anything: trust, plan, question, task, and what its end means. Lenses, commands
// and saved tasks all come here.

import * as vscode from 'vscode';
import type { ConfigRoot, RunSpec } from '../../../server/src/protocol/run';
import { detectMachine, theseSurroundings } from '../../../server/src/run/machine/detect';
import { systemRoot } from '../../../server/src/run/machine/system-root';
import { interpretExit } from '../../../server/src/run/outcome';
import type { Refusal, RunPlan } from '../../../server/src/run/plan/draft';
import { planRun, refused } from '../../../server/src/run/plan/plan';
import { checkedSpec } from '../../../server/src/run/validate';
import type { Log } from '../log';
import { confirmSetting, runSettings } from '../settings';
import { requireTrust } from '../trust';
import { ask, say } from '../window';
import { confirmRun, explainRefusal } from './confirm';
import { type EndedRun, RUNNING_SYSTEM } from './ended-run';
import { executeStep, showTerminal } from './task';

export interface Runner {
  /**
   * Runs what is asked for (a RunSpec, unchecked) after every check. `origin` says in a sentence who asks where it is
   * not the user: then there is always a question. Gives the exit code; undefined when nothing ran to its end.
   */
  readonly run: (asked: unknown, origin?: string) => Promise<number | undefined>;
}

export interface RunnerParts {
  readonly log: Log;
  /** The program around every command. */
  readonly follow: string;
  /** Tells how a run ended; gives what is to be taken away when the next one begins. */
  readonly tell: (run: EndedRun) => vscode.Disposable | undefined;
}

const SHOW = 'Show Terminal';

/**
 * Looks at the settings and the machine as they are now; gives what plans the runs of this configuration,
 * which was checked, accordingly.
 */
export async function plannerFor(root: ConfigRoot): Promise<(spec: RunSpec) => RunPlan | Refusal> {
  const settings = runSettings(root.path);
  const open = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const machine = await detectMachine(root, settings, theseSurroundings(open));
  return (spec) => planRun(spec, settings, machine);
}

/** Makes the runner. It remembers what is running, so that each configuration has one run at a time. */
export function createRunner({ log, follow, tell }: RunnerParts): Runner {
  const running = new Map<string, string>();
  let lastStatus: vscode.Disposable | undefined;

  const run = async (asked: unknown, origin?: string): Promise<number | undefined> => {
    if (!(await requireTrust())) return undefined;
    const spec = checkedSpec(asked);
    if (typeof spec === 'string') return refuse(refused(spec), undefined);
    const plan = (await plannerFor(spec.root))(spec);
    if (plan.kind === 'refused') return refuse(plan, () => run({ ...spec, action: 'rebuild' }, origin));
    const whole = origin === undefined ? plan : { ...plan, origins: [origin, ...plan.origins] };
    if (isBusy(running, spec) || !(await confirmRun(whole, confirmSetting(spec.root.path)))) return undefined;
    // Another run may have begun while the question was open.
    if (isBusy(running, spec)) return undefined;
    return execute(spec, plan, () => void run(spec, origin));
  };

  const refuse = async (
    refusal: Refusal,
    rebuild: (() => Promise<number | undefined>) | undefined,
  ): Promise<number | undefined> => {
    log.info(`run refused reason=${refusal.reason}`);
    return (await explainRefusal(refusal)) ? rebuild?.() : undefined;
  };

  const execute = async (spec: RunSpec, plan: RunPlan, again: () => void): Promise<number | undefined> => {
    running.set(spec.root.path, plan.title);
    lastStatus?.dispose();
    try {
      let exitCode: number | undefined;
      const before = await systemRoot().realPath(RUNNING_SYSTEM);
      for (const step of plan.steps) {
        if (step.question !== undefined && !(await goesOn(step.question))) return exitCode;
        log.info(`run start argv=${JSON.stringify(step.argv)} cwd=${step.cwd}`);
        const ended = await executeStep({ spec, title: plan.title, step, follow, again });
        exitCode = ended.exitCode;
        log.info(`run end exitCode=${exitCode}`);
        if (exitCode === 0 && step !== plan.steps.at(-1)) continue;
        const outcome = interpretExit(plan.title, step, exitCode, ended.report);
        lastStatus = tell({ spec, title: plan.title, step, before, report: ended.report, outcome });
        break;
      }
      return exitCode;
    } finally {
      running.delete(spec.root.path);
    }
  };

  return { run };
}

const GO_ON = 'Go On';

/** Whether the next step may start, once what the steps before it have shown is read. */
async function goesOn(question: string): Promise<boolean> {
  return (await ask(question, [], GO_ON)) === GO_ON;
}

/** Whether this configuration has a run already; says so. */
function isBusy(running: ReadonlyMap<string, string>, spec: RunSpec): boolean {
  const title = running.get(spec.root.path);
  if (title === undefined) return false;
  void say.info(`${title} is still running for this configuration.`, SHOW).then((answer) => {
    if (answer === SHOW) showTerminal(title);
  });
  return true;
}
