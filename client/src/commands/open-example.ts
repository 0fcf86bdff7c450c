// "Open an Example": a small configuration with specialisations, to try things on without NixOS.
import * as vscode from 'vscode';
import type { Command } from './command';

export const openExample: Command = async ({ example }) => {
  const document = await vscode.workspace.openTextDocument(await example.fresh());
  await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'nix'));
};
