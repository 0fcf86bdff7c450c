// Our own notification: the user trusts the workspace now.

import { TRUST_NOTIFICATION } from '../../protocol/requests';
import type { Handler } from './handler';

export const trust: Handler = {
  register(session) {
    session.connection.onNotification(TRUST_NOTIFICATION, () => {
      session.trusted = true;
      session.core.trust();
      session.whole.tryAgain();
      session.work.schedule();
      session.publisher.refreshLenses();
    });
  },
};
