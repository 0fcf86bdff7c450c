// The lenses of editors that have none of our client: the server says what to start in a terminal, and starts nothing.
import { ErrorCodes, MessageType, ResponseError, ShowMessageNotification } from 'vscode-languageserver';
import { l10n } from '../../protocol/l10n';
import { PLAN_COMMAND, type PlanResult } from '../../protocol/requests';
import { visible } from '../../protocol/visible';
import { commandLine } from '../../run/command-line';
import { ownCommand } from '../../run/own-command';
import { runTitle } from '../../run/plan/title';
import { checkedSpec } from '../../run/validate';
import type { Handler } from './handler';

export const runPlan: Handler = {
  // Our own client has the commands themselves, and would take this one for another of them.
  capabilities: ({ commands }) => (commands.size > 0 ? {} : { executeCommandProvider: { commands: [PLAN_COMMAND] } }),
  register({ connection, client }) {
    connection.onExecuteCommand(({ command, arguments: specs = [] }): PlanResult => {
      if (command !== PLAN_COMMAND) throw new ResponseError(ErrorCodes.InvalidParams, `unknown command: ${command}`);
      const plans = specs.map((given: unknown) => {
        // Editors in whose language null is nothing leave such fields out.
        const spec = checkedSpec({ host: null, specialisation: null, ...Object(given) });
        if (typeof spec === 'string') throw new ResponseError(ErrorCodes.InvalidParams, spec);
        return { title: runTitle(spec), ...ownCommand(spec) };
      });
      if (!client.runsPlans && plans.length > 0) {
        const lines = plans.map(({ argv }) => visible(commandLine(argv)));
        const message = l10n.t('Run this in a terminal: {0}', lines.join(' | '));
        void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
      }
      return { version: 1, plans };
    });
  },
};
