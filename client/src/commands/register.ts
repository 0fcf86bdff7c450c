// Commands as VS Code calls them. What fails in one is logged and told, never lost.
import * as vscode from 'vscode';
import type { Context } from '../context';
import { say } from '../window';
import type { Command } from './command';

/** Registers a table of commands by their names. */
export function registerTable<C extends Context>(
  commands: Readonly<Record<string, Command<C>>>,
  ctx: C,
): vscode.Disposable {
  const registrations = Object.entries(commands).map(([id, command]) =>
    vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        await command(ctx, args);
      } catch (error) {
        ctx.log.error(`command failed id=${id} ${error instanceof Error ? error.stack : String(error)}`);
        void say.error(`NixOS Specialisations: ${error instanceof Error ? error.message : String(error)}`);
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
