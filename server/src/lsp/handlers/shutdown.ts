// The editor is done with this server: nothing more is published, and the thread that works ends.
import type { Session } from '../session';

export function shutdown({ connection, work, core }: Session): void {
  connection.onShutdown(() => {
    work.dispose();
    core.dispose();
  });
}
