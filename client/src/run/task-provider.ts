// Tasks of type `nixosSpecialisations`: one for each action on this machine's configurations, and those saved in
// tasks.json. Starting one takes the same way as a lens: trust, plan, question.
import * as vscode from 'vscode';
import type { RunSpec } from '../../../server/src/protocol/run';
import { visible } from '../../../server/src/protocol/visible';
import { runTitle } from '../../../server/src/run/plan/title';
import { specOfTask, TASK_TYPE, taskOfSpec } from '../../../server/src/run/validate';
import type { RunContext } from '../context';
import { knownHosts } from '../machine/known-hosts';
import { ownRuns, pathIn } from '../machine/run-target';
import { folderFile, workspaceFile } from '../settings';
import { inLabel } from '../shown';
import type { Runner } from './runner';
import { SOURCE } from './task';

/** Registers the provider of the tasks of this machine's configurations, which also makes saved tasks runnable. */
export function registerTaskProvider(ctx: RunContext): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TASK_TYPE, {
    provideTasks: async () => {
      if (!vscode.workspace.isTrusted) return [];
      await ctx.systems.latest();
      return ownRuns(knownHosts(ctx)).map((spec) => providedTask(spec, ctx.runner));
    },
    resolveTask: (task) => {
      const { definition, scope = vscode.TaskScope.Workspace, name, source } = task;
      return taskOf(definition, { scope, name, source, origin: originOf(scope) }, ctx.runner);
    },
  });
}

/** A task that is listed without being saved anywhere: whoever starts it has chosen it. */
function providedTask(spec: RunSpec, runner: Runner): vscode.Task {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(spec.root.path));
  const scope = folder ?? vscode.TaskScope.Workspace;
  const path = folder === undefined ? spec.root.path : pathIn(folder.uri.fsPath, spec.root);
  const definition = taskOfSpec({ ...spec, root: { ...spec.root, path } });
  return taskOf(definition, { scope, name: inLabel(runTitle(spec)), source: SOURCE, origin: undefined }, runner);
}

interface TaskParts {
  readonly scope: Scope;
  readonly name: string;
  readonly source: string;
  /** Who asks, where it is not the user. */
  readonly origin: string | undefined;
}

/** VS Code also resolves tasks to list them, so the question may only come when one is started. */
function taskOf(definition: vscode.TaskDefinition, parts: TaskParts, runner: Runner): vscode.Task {
  const { scope, name, source, origin } = parts;
  const start = async () => launcher(definition, scope, origin, runner);
  return new vscode.Task(definition, scope, name, source, new vscode.CustomExecution(start), []);
}

type Scope = vscode.WorkspaceFolder | vscode.TaskScope;

function folderOf(scope: Scope): string {
  const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.fsPath ?? '/';
}

/** Who asks for a saved task: whoever wrote the file. */
function originOf(scope: Scope): string {
  const file = typeof scope === 'object' ? folderFile(scope.uri, 'tasks.json') : workspaceFile('tasks.json');
  return scope === vscode.TaskScope.Global
    ? vscode.l10n.t('It is one of your own saved tasks.')
    : vscode.l10n.t("It comes from this workspace's tasks, {0}.", visible(file));
}

/**
 * A terminal that only starts the real run, which has its own terminal for sudo to ask in, and ends with its exit code.
 */
function launcher(
  definition: vscode.TaskDefinition,
  scope: Scope,
  origin: string | undefined,
  runner: Runner,
): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  const start = async (): Promise<number> => {
    const spec = specOfTask(definition, folderOf(scope));
    if (typeof spec === 'string') {
      written.fire(`${visible(spec)}\r\n`);
      return 1;
    }
    written.fire(`${vscode.l10n.t('The command runs in a terminal of its own.')}\r\n`);
    const exitCode = await runner.run(spec, origin);
    if (exitCode === undefined) written.fire(`${vscode.l10n.t('Nothing was run to its end.')}\r\n`);
    return exitCode ?? 1;
  };
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open: () => {
      start().then(
        (code) => closed.fire(code),
        (error: unknown) => {
          written.fire(`${visible(String(error))}\r\n`);
          closed.fire(1);
        },
      );
    },
    close: () => {},
  };
}
