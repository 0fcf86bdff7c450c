// Tasks of type `nixosSpecialisations` saved in tasks.json. Starting one takes the same way as
// a lens: trust, plan, question.
import * as vscode from 'vscode';
import { visible } from '../../../server/src/protocol/visible';
import { specOfTask, TASK_TYPE } from '../../../server/src/run/validate';
import { folderFile, workspaceFile } from '../settings';
import type { Runner } from './runner';

/** Registers the provider that makes saved tasks runnable. */
export function registerTaskProvider(runner: Runner): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TASK_TYPE, {
    provideTasks: () => [],
    resolveTask: (task) => {
      const { definition, scope = vscode.TaskScope.Workspace, name, source } = task;
      // VS Code also resolves tasks to list them, so the question may only come when this one is started.
      const execution = new vscode.CustomExecution(async () => launcher(definition, scope, runner));
      return new vscode.Task(definition, scope, name, source, execution, []);
    },
  });
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
    ? 'It is one of your own saved tasks.'
    : `It comes from this workspace's tasks, ${visible(file)}.`;
}

/**
 * A terminal that only starts the real run, which has its own terminal for sudo to ask in, and ends with its exit code.
 */
function launcher(definition: vscode.TaskDefinition, scope: Scope, runner: Runner): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  const start = async (): Promise<number> => {
    const spec = specOfTask(definition, folderOf(scope));
    if (typeof spec === 'string') {
      written.fire(`${visible(spec)}\r\n`);
      return 1;
    }
    written.fire('The command runs in a terminal of its own.\r\n');
    const exitCode = await runner.run(spec, originOf(scope));
    if (exitCode === undefined) written.fire('Nothing was run to its end.\r\n');
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
