// Our own notification: the user trusts the workspace now.
import { TRUST_NOTIFICATION } from '../../protocol/requests';
import type { Session } from '../session';

export function trust(session: Session): void {
  session.connection.onNotification(TRUST_NOTIFICATION, () => {
    session.trusted = true;
    session.core.trust();
    session.work.schedule();
    session.publisher.refreshLenses();
  });
}
