// Our own notification: what is known of this machine now.
import { MACHINE_NOTIFICATION, machineState } from '../../protocol/machine';
import type { Handler } from './handler';

export const machine: Handler = {
  register(session) {
    session.connection.onNotification(MACHINE_NOTIFICATION, (params: unknown) => {
      const state = machineState(params);
      if (JSON.stringify(state) === JSON.stringify(session.machine)) return;
      session.machine = state;
      session.publisher.refreshLenses();
    });
  },
};
