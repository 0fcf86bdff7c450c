// The commands in a browser: those that only ask the analysis; all others say why they do nothing.
import type * as vscode from 'vscode';
import { ANYWHERE } from '../commands/anywhere';
import type { Command } from '../commands/command';
import { registerTable } from '../commands/register';
import type { Context } from '../context';
import { say } from '../window';
import { runsNothing } from './runs-nothing';

const refuse: Command = async () => void say.info(runsNothing());

/** @param manifest package.json, which names all commands. */
export function browserCommands(manifest: unknown, ctx: Context): vscode.Disposable {
  const refused = commandsIn(manifest).filter((id) => !(id in ANYWHERE));
  return registerTable({ ...Object.fromEntries(refused.map((id) => [id, refuse])), ...ANYWHERE }, ctx);
}

/** The names of the commands that a manifest contributes. */
export function commandsIn(manifest: unknown): readonly string[] {
  const { contributes }: { contributes?: { commands?: readonly { readonly command: string }[] } } = Object(manifest);
  return (contributes?.commands ?? []).map(({ command }) => command);
}
