// The features of the client where programs can be run.
import { COMMANDS } from './commands';
import { registerTable } from './commands/register';
import type { RunContext } from './context';
import { FEATURES, type Feature } from './features';
import { registerTaskProvider } from './run/task-provider';
import { registerStatusBar } from './status-bar/item';
import { registerTesting } from './testing/controller';

/** Every feature, in the order of activation. */
export const RUN_FEATURES: readonly Feature<RunContext>[] = [
  { id: 'commands', activate: (ctx) => registerTable(COMMANDS, ctx) },
  { id: 'tasks', activate: registerTaskProvider },
  ...FEATURES,
  { id: 'status bar', activate: registerStatusBar },
  { id: 'testing', activate: registerTesting },
  {
    id: 'machine',
    activate: ({ machine, server, log }) =>
      machine.onChanged(() => {
        server.tellMachine(machine.state()).catch((error: unknown) => log.error(`machine not told: ${String(error)}`));
      }),
  },
];
