// Folders are added to or removed from the workspace.
import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver/node';
import { guard } from '../guard';
import type { Session } from '../session';
import { pathOfUri } from '../uri';

export function workspaceFolders({ connection, logger, disk, core, work }: Session): void {
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    guard(logger, 'didChangeWorkspaceFolders', undefined, ({ event }) => {
      const pathsOf = (folders: readonly { readonly uri: string }[]): readonly string[] =>
        folders.map(({ uri }) => pathOfUri(uri)).filter((path) => path !== undefined);
      const added = pathsOf(event.added);
      for (const folder of added) disk.enter(folder);
      core.changeFolders(added, pathsOf(event.removed));
      work.schedule();
    }),
  );
}
