// "Write a Specialisation": a new block in the configuration, its name selected. The server says where and how; one
// undo takes it away again.
import * as vscode from 'vscode';
import { say } from '../window';
import type { Command } from './command';
import { openExample } from './open-example';

/**
 * In the configuration file that is open, or else in the outermost of the workspace; where
 * there is none, shows the example.
 */
export const writeSpecialisation: Command = async (ctx) => {
  const open = vscode.window.visibleTextEditors.find(({ document }) =>
    /\/(configuration|home)\.nix$/.test(document.uri.path),
  );
  const uri = open?.document.uri ?? (await outermost());
  if (uri === undefined) return openExample(ctx, []);
  const editor = await vscode.window.showTextDocument(uri);
  const found = await ctx.server.newSpecialisation(editor.document);
  if (found === null || found === undefined) {
    await say.info('This file is no module that a specialisation can be written into.');
    return;
  }
  const { line, character } = found.position;
  // VS Code indents the lines of a snippet as the one it is inserted in.
  const indent = /^\s*/.exec(editor.document.lineAt(line).text)?.[0] ?? '';
  const relative = (text: string): string => text.replaceAll(`\n${indent}`, '\n');
  const block = new vscode.SnippetString()
    .appendText(relative(found.before))
    .appendPlaceholder('name', 1)
    .appendText(relative(found.after))
    .appendTabstop(0)
    .appendText(relative(found.end));
  await editor.insertSnippet(block, new vscode.Position(line, character));
};

async function outermost(): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles('**/{configuration,home}.nix', '**/{node_modules,result}/**');
  const depth = ({ path }: vscode.Uri): number => path.split('/').length;
  return found.sort((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1))[0];
}
