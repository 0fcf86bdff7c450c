// The editor is done with this server: nothing more is published, and the thread that works ends.

import type { Handler } from './handler';

export const shutdown: Handler = {
  register({ connection, work, core, whole }) {
    connection.onShutdown(() => {
      work.dispose();
      whole.dispose();
      core.dispose();
    });
  },
};
