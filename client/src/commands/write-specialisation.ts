// "Write a Specialisation": a new block at the end of the configuration, its name selected.
// One undo takes it away again.
import * as vscode from 'vscode';
import type { Command } from './command';
import { openExample } from './open-example';

const BLOCK = new vscode.SnippetString('\n  specialisation.')
  .appendPlaceholder('name', 1)
  .appendText('.configuration = {\n    ')
  .appendTabstop(0)
  .appendText('\n  };\n');

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
  const text = editor.document.getText();
  // A module ends with the brace of its set.
  const end = text.lastIndexOf('}');
  await editor.insertSnippet(BLOCK, editor.document.positionAt(end < 0 ? text.length : end));
};

async function outermost(): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles('**/{configuration,home}.nix', '**/{node_modules,result}/**');
  const depth = ({ path }: vscode.Uri): number => path.split('/').length;
  return found.sort((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1))[0];
}
