// The example configuration that comes with the extension. It is opened as a file in a folder of our own: what was
// never saved is only a fragment to the analysis, and has no lenses.
import * as vscode from 'vscode';

export interface Example {
  /** The example as it came; what was made of it before is written over, unless it is open with changes. */
  readonly fresh: () => Promise<vscode.Uri>;
  /** Whether a file is the example's: nobody's system, so nothing of it is run. */
  readonly has: (path: string) => boolean;
}

export function createExample({ extensionUri, globalStorageUri }: vscode.ExtensionContext): Example {
  const source = vscode.Uri.joinPath(extensionUri, 'media/example.nix');
  const copy = vscode.Uri.joinPath(globalStorageUri, 'example', 'configuration.nix');
  return {
    fresh: async () => {
      const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === copy.toString());
      if (open === undefined || !open.isDirty)
        await vscode.workspace.fs.writeFile(copy, await vscode.workspace.fs.readFile(source));
      return copy;
    },
    has: (path) => path === copy.fsPath,
  };
}
