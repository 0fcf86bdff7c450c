// "Open an Example": a small configuration with specialisations, to try things on without NixOS.
import * as vscode from 'vscode';
import type { Command } from './command';

/** Opens the example as a new, unsaved document. */
export const openExample: Command = async (ctx) => {
  const bytes = await vscode.workspace.fs.readFile(ctx.exampleUri);
  const document = await vscode.workspace.openTextDocument({
    language: 'nix',
    content: new TextDecoder().decode(bytes),
  });
  await vscode.window.showTextDocument(document);
};
