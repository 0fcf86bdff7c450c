// Makes the language server of the session. Its client library takes longer to load than all else together, so it
// loads after activation.
import * as vscode from 'vscode';
import type { MachineState } from '../../server/src/protocol/machine';
import type { Client, Server } from './server';

/** The server in `module`. Its client is loaded with the first call. `machine`: what is known of it when it starts. */
export function createServer(module: string, log: vscode.LogOutputChannel, machine: () => MachineState): Server {
  const analysed = new vscode.EventEmitter<void>();
  const stopped = new vscode.EventEmitter<void>();
  let client: Promise<Client> | undefined;
  const handlers: Parameters<Server['onNotification']>[] = [];
  const loaded = (): Promise<Client> => {
    client ??= import('./language-client').then(({ createClient }) => {
      const made = createClient({
        module,
        log,
        machine,
        onAnalysed: () => analysed.fire(),
        onStopped: () => stopped.fire(),
      });
      for (const handler of handlers) made.onNotification(...handler);
      return made;
    });
    return client;
  };
  return {
    start: async () => (await loaded()).start(),
    // Nothing to stop where nothing was loaded.
    stop: async () => (await client)?.stop(),
    restart: async () => (await loaded()).restart(),
    targets: async (document, position) => (await loaded()).targets(document, position),
    systems: async () => (await client)?.systems(),
    differences: async (part) => (await client)?.differences(part),
    knowledge: async (params) => (await client)?.knowledge(params),
    tellMachine: async (state) => (await client)?.tellMachine(state),
    problemPlaces: async (params) => (await client)?.problemPlaces(params),
    modules: async () => (await loaded()).modules(),
    newSpecialisation: async (document) => (await loaded()).newSpecialisation(document),
    onAnalysed: analysed.event,
    onStopped: stopped.event,
    grantTrust: async () => (await loaded()).grantTrust(),
    onNotification: (...handler) => {
      handlers.push(handler);
      void client?.then((made) => made.onNotification(...handler));
    },
    refreshLenses: async () => (await loaded()).refreshLenses(),
  };
}
