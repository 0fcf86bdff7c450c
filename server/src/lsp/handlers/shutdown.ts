// The editor is done with this server: nothing more is published, and the memory of the parser is given back.
import type { Session } from '../session';

export function shutdown({ connection, work, workspace }: Session): void {
  connection.onShutdown(() => {
    work.dispose();
    workspace.dispose();
  });
}
