// Runs a step of a plan as a VS Code task: a process with an array of arguments in a terminal of its own, no shell in
// between.

import * as vscode from 'vscode';
import type { NixReport } from '../../../server/src/protocol/nix-report';
import type { RunSpec } from '../../../server/src/protocol/run';
import type { RunStep } from '../../../server/src/run/plan/draft';
import { TASK_TYPE, taskOfSpec } from '../../../server/src/run/validate';
import { followed } from './followed';

/** Where VS Code says that our tasks come from. */
export const SOURCE = 'NixOS Specialisations';

/** A command that is to run. */
export interface Execution {
  readonly spec: RunSpec;
  readonly title: string;
  readonly step: RunStep;
  /** The program around it, which reads what it prints. */
  readonly follow: string;
  /** Called when the user has VS Code start it once more. */
  readonly again: () => void;
  /** Whether what stands in the terminal goes: what the steps before it have printed stays. */
  readonly clear: boolean;
}

/** The end of a command. */
export interface Ended {
  /** Undefined when it was stopped or never started. */
  readonly exitCode: number | undefined;
  /** What its output said; undefined when that was not read. */
  readonly report: NixReport | undefined;
}

/** Starts the command and waits for its end. */
export async function executeStep({ spec, title, step, follow, again, clear }: Execution): Promise<Ended> {
  const { program, args, env, report } = await followed(follow, step.argv);
  const scope = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(spec.root.path)) ?? vscode.TaskScope.Global;
  const options = { cwd: step.cwd, env: { ...env, [GATE]: gateVariable(again) } };
  const execution = new vscode.ProcessExecution(program, [...args], options);
  const task = new vscode.Task(taskOfSpec(spec), scope, title, SOURCE, execution, []);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    // sudo may ask for a password there.
    focus: step.needsRoot,
    panel: vscode.TaskPanelKind.Dedicated,
    clear,
    // The command is shown as it is, by the program around it.
    echo: false,
    showReuseMessage: false,
  };
  let exitCode: number | undefined;
  try {
    exitCode = await endOf(await vscode.tasks.executeTask(task));
  } catch (error) {
    // What was made for the report goes, too.
    await report();
    throw error;
  }
  return { exitCode, report: await report() };
}

/** Set for the program around the command, which takes it away. */
const GATE = 'NIXOS_SPECIALISATIONS_RUN';
let runs = 0;

/**
 * "Rerun Last Task" and "Restart Running Task" start a task without asking its extension. But each start first resolves
 * the task's variables, and this one is a command of ours: it lets the one start through that was confirmed. Any other
 * gets no value, which cancels it, and `again` decides.
 */
function gateVariable(again: () => void): string {
  runs += 1;
  const id = `${TASK_TYPE}.start${runs}`;
  let isConfirmed = true;
  // Never disposed: VS Code remembers the task for as long as the window is open.
  vscode.commands.registerCommand(id, () => {
    if (!isConfirmed) {
      again();
      return undefined;
    }
    isConfirmed = false;
    return String(runs);
  });
  return `\${command:${id}}`;
}

function endOf(execution: vscode.TaskExecution): Promise<number | undefined> {
  return new Promise((resolve) => {
    const finish = (exitCode: number | undefined) => {
      for (const subscription of subscriptions) subscription.dispose();
      resolve(exitCode);
    };
    const subscriptions = [
      vscode.tasks.onDidEndTaskProcess((event) => {
        if (event.execution === execution) finish(event.exitCode);
      }),
      // The only event of a task whose process never started.
      vscode.tasks.onDidEndTask((event) => {
        if (event.execution === execution) finish(undefined);
      }),
    ];
  });
}

/** Brings the terminal of a run to the front. */
export function showTerminal(title: string): void {
  vscode.window.terminals.findLast((terminal) => terminal.name === title)?.show();
}
