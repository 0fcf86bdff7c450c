// "Write a Specialisation": a new block in a module that takes part in a configuration, its name selected. The server
// says which modules there are, where in one it goes and how; one undo takes it away again.
import * as vscode from 'vscode';
import type { ModulesOfSystem } from '../../../server/src/protocol/requests';
import { pick, say } from '../window';
import type { Command } from './command';
import { openExample } from './open-example';

/**
 * In the module that is open, the one in hand first; else in one that is picked: of which configuration, and which of
 * its modules. Where there is no configuration, shows the example.
 */
export const writeSpecialisation: Command = async (ctx, args) => {
  const systems = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: LOOKING }, () =>
    ctx.server.modules(),
  );
  if (systems === undefined) return;
  if (systems.length === 0) return openExample(ctx, args);
  const chosen = openModule(systems) ?? (await pickedModule(systems));
  if (chosen === undefined) return;
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(chosen.uri));
  const found = await ctx.server.newSpecialisation(editor.document, chosen.system);
  if (found === null || found === undefined) {
    await say.info(vscode.l10n.t('This file has no settings of its own that a specialisation could stand beside.'));
    return;
  }
  const { start, end } = found.range;
  // VS Code indents the lines of a snippet as the one it is inserted in.
  const indent = /^\s*/.exec(editor.document.lineAt(start.line).text)?.[0] ?? '';
  const relative = (text: string): string => text.replaceAll(`\n${indent}`, '\n');
  const block = new vscode.SnippetString()
    .appendText(relative(found.before))
    .appendPlaceholder('name', 1)
    .appendText(relative(found.after))
    .appendTabstop(0)
    .appendText(relative(found.end));
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  await editor.insertSnippet(block, range);
};

const LOOKING = vscode.l10n.t('Looking for modules…');

/** Where it goes: into a file that is a module, or into one that a system has in the file that it starts at. */
interface Chosen {
  readonly uri: string;
  readonly system?: Pick<ModulesOfSystem, 'kind' | 'host'>;
}

function openModule(systems: readonly ModulesOfSystem[]): Chosen | undefined {
  const modules = new Set(systems.flatMap((system) => system.modules.map(keyOf)));
  const active = vscode.window.activeTextEditor;
  const editors = [...(active === undefined ? [] : [active]), ...vscode.window.visibleTextEditors];
  const uri = editors.map(({ document }) => document.uri.toString()).find((one) => modules.has(keyOf(one)));
  return uri === undefined ? undefined : { uri };
}

/** Servers and editors escape differently. */
const keyOf = (uri: string): string => vscode.Uri.parse(uri).toString();

async function pickedModule(systems: readonly ModulesOfSystem[]): Promise<Chosen | undefined> {
  const whole = systems.filter(({ user }) => user === null);
  const system = whole.length > 1 ? await pickedSystem(whole) : whole[0];
  if (system === undefined) return undefined;
  const { kind, host, entry, modules } = system;
  const [only, ...others] = modules;
  if (only === undefined) return { uri: entry, system: { kind, host } };
  if (others.length === 0) return { uri: only };
  const sharing = (uri: string): number => systems.filter((each) => each.modules.includes(uri)).length;
  const items = modules
    .map((uri) => ({ uri, label: relative(uri), description: sharedBy(sharing(uri)) }))
    // What is this configuration's own comes first.
    .sort((a, b) => sharing(a.uri) - sharing(b.uri));
  return pick(items, {
    title: vscode.l10n.t('Write a Specialisation'),
    placeHolder: vscode.l10n.t('Into which module?'),
  });
}

const sharedBy = (count: number): string => (count > 1 ? vscode.l10n.t('shared by {0} configurations', count) : '');

async function pickedSystem(systems: readonly ModulesOfSystem[]): Promise<ModulesOfSystem | undefined> {
  const items = systems.map((system) => ({
    label: system.host ?? relative(system.entry),
    icon: system.kind === 'nixos' ? 'device-desktop' : 'home',
    description: system.host === null ? '' : relative(system.entry),
    system,
  }));
  const item = await pick(items, {
    title: vscode.l10n.t('Write a Specialisation'),
    placeHolder: vscode.l10n.t('For which configuration?'),
  });
  return item?.system;
}

const relative = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
