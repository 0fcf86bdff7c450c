// Makes the language server of the session. Its client library takes longer to load than all else together, so it
// loads after activation.
import * as vscode from 'vscode';
import type { Client, Server } from './server';

/** The server in `module`. Its client is loaded with the first call. */
export function createServer(module: string, log: vscode.LogOutputChannel): Server {
  const analysed = new vscode.EventEmitter<void>();
  let client: Promise<Client> | undefined;
  const handlers: Parameters<Server['onNotification']>[] = [];
  const loaded = (): Promise<Client> => {
    client ??= import('./language-client').then(({ createClient }) => {
      const made = createClient(module, log, () => analysed.fire());
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
    problemPlaces: async (params) => (await client)?.problemPlaces(params),
    newSpecialisation: async (document) => (await loaded()).newSpecialisation(document),
    onAnalysed: analysed.event,
    grantTrust: async () => (await loaded()).grantTrust(),
    onNotification: (...handler) => {
      handlers.push(handler);
      void client?.then((made) => made.onNotification(...handler));
    },
    refreshLenses: async () => (await loaded()).refreshLenses(),
  };
}
