// Tasks of type `nixosSpecialisations` saved in tasks.json. Starting one takes the same way as
// a lens: trust, plan, question.
import * as vscode from 'vscode';
import { specOfTask, TASK_TYPE } from '../../../server/src/run/validate';
import type { Runner } from './runner';

/** Registers the provider that makes saved tasks runnable. */
export function registerTaskProvider(runner: Runner): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TASK_TYPE, {
    provideTasks: () => [],
    resolveTask: (task) => {
      const { definition, scope = vscode.TaskScope.Workspace, name, source } = task;
      // VS Code also resolves tasks to list them, so the question may only come when this one is started.
      const execution = new vscode.CustomExecution(async () => launcher(definition, folderOf(scope), runner));
      return new vscode.Task(definition, scope, name, source, execution, []);
    },
  });
}

function folderOf(scope: vscode.WorkspaceFolder | vscode.TaskScope): string {
  const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.fsPath ?? '/';
}

/**
 * A terminal that only starts the real run, which has its own terminal for sudo to ask in, and ends with its exit code.
 */
function launcher(definition: vscode.TaskDefinition, folder: string, runner: Runner): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  const start = async (): Promise<number> => {
    const spec = specOfTask(definition, folder);
    if (typeof spec === 'string') {
      written.fire(`${spec}\r\n`);
      return 1;
    }
    written.fire('The command runs in a terminal of its own.\r\n');
    const exitCode = await runner.run(spec);
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
          written.fire(`${String(error)}\r\n`);
          closed.fire(1);
        },
      );
    },
    close: () => {},
  };
}
