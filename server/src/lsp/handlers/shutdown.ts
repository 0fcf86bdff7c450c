// The editor is done with this server: nothing more is published, and the thread that works ends.

import type { Handler } from './handler';

export const shutdown: Handler = {
  register({ connection, work, core }) {
    connection.onShutdown(() => {
      work.dispose();
      core.dispose();
    });
  },
};
