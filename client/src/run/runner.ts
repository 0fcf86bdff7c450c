// The one way to run anything: trust, plan, question, tasks, and what their end means. Lenses, commands
// and saved tasks all come here.

import * as vscode from 'vscode';
import type { RunSpec } from '../../../server/src/protocol/run';
import { interpretExit } from '../../../server/src/run/outcome';
import type { Refusal, RunPlan } from '../../../server/src/run/plan/draft';
import { refused } from '../../../server/src/run/plan/plan';
import { checkedSpec } from '../../../server/src/run/validate';
import type { Log } from '../log';
import type { Machine } from '../machine/machine';
import { requireTrust } from '../trust';
import { ask, say } from '../window';
import { type BeforeParts, confirmedPlan } from './before';
import { explainRefusal } from './confirm';
import type { EndedRun } from './ended-run';
import { leftText, runSteps } from './steps';
import { type Ended, executeStep, showTerminal } from './task';

export interface Runner {
  /**
   * Runs what is asked for (a RunSpec, unchecked) after every check. `origin` says in a sentence who asks where it is
   * not the user: then there is always a question. Gives the exit code; undefined when nothing ran to its end.
   */
  readonly run: (asked: unknown, origin?: string) => Promise<number | undefined>;
}

export interface RunnerParts extends BeforeParts {
  readonly log: Log;
  readonly machine: Machine;
  /** Whether a file is nobody's system. */
  readonly isExample: (path: string) => boolean;
  /** The program around every command. */
  readonly follow: string;
  /** Tells how a run ended; gives what is to be taken away when the next one begins. */
  readonly tell: (run: EndedRun) => vscode.Disposable | undefined;
}

const SHOW = vscode.l10n.t('Show Terminal');

/** Makes the runner. It remembers what is running, so that each configuration has one run at a time. */
export function createRunner(parts: RunnerParts): Runner {
  const { log, machine, follow, tell, isExample } = parts;
  const running = new Map<string, string>();
  let lastStatus: vscode.Disposable | undefined;

  const run = async (asked: unknown, origin?: string): Promise<number | undefined> => {
    if (!(await requireTrust())) return undefined;
    const spec = checkedSpec(asked);
    if (typeof spec === 'string') return refuse(refused(spec), undefined);
    if (isExample(spec.root.path)) {
      void say.info(vscode.l10n.t('This is the example: nothing of it is built or switched to.'));
      return undefined;
    }
    if (isBusy(running, spec)) return undefined;
    const plan = await confirmedPlan(spec, origin, parts);
    if (plan === undefined) return undefined;
    if (plan.kind === 'refused') return refuse(plan, () => run({ ...spec, action: 'rebuild' }, origin));
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
      const before = machine.looked()?.facts.runningSystem;
      const end = await runSteps<Ended>(
        plan,
        async (step, at) => {
          log.info(`run start argv=${JSON.stringify(step.argv)} cwd=${step.cwd}`);
          const ended = await executeStep({ spec, title: plan.title, step, follow, again, clear: at === 0 });
          log.info(`run end exitCode=${ended.exitCode}`);
          return ended;
        },
        goesOn,
      );
      if (end === undefined) return undefined;
      const { step, ended } = end;
      const found = interpretExit(plan.title, step, ended.exitCode, ended.report);
      const outcome = { ...found, message: `${found.message}${leftText(end)}` };
      lastStatus = tell({ spec, title: plan.title, step, before, report: ended.report, outcome });
      return ended.exitCode;
    } finally {
      running.delete(spec.root.path);
      void machine.refresh();
    }
  };

  return { run };
}

const GO_ON = vscode.l10n.t('Go On');

/** Whether the next step may start, once what the steps before it have shown is read. */
async function goesOn(question: string): Promise<boolean> {
  return (await ask(question, [], GO_ON)) === GO_ON;
}

/** Whether this configuration has a run already; says so. */
function isBusy(running: ReadonlyMap<string, string>, spec: RunSpec): boolean {
  const title = running.get(spec.root.path);
  if (title === undefined) return false;
  void say.info(vscode.l10n.t('{0} is still running for this configuration.', title), SHOW).then((answer) => {
    if (answer === SHOW) showTerminal(title);
  });
  return true;
}
