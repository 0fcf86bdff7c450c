// Makes the language server of the session. Its client library takes longer to load than all else together, so it
// loads after activation.
import * as vscode from 'vscode';
import type { ClientLibrary, ClientParts } from './language-client';
import type { Client, Server } from './server';

/** What a server is made with: what it runs in, where it logs, and what is known when it starts. */
export interface ServerParts extends Omit<ClientParts, 'library' | 'onAnalysed' | 'onStopped'> {
  readonly load: () => Promise<ClientLibrary>;
}

/** The server. Its client is loaded with the first call. */
export function createServer(parts: ServerParts): Server {
  const analysed = new vscode.EventEmitter<void>();
  const stopped = new vscode.EventEmitter<void>();
  let client: Promise<Client> | undefined;
  const handlers: Parameters<Server['onNotification']>[] = [];
  const loaded = (): Promise<Client> => {
    client ??= Promise.all([import('./language-client'), parts.load()]).then(([{ createClient }, library]) => {
      const made = createClient({
        ...parts,
        library,
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
    matrix: async (params) => (await client)?.matrix(params),
    knowledge: async (params) => (await client)?.knowledge(params),
    tellMachine: async (state) => (await client)?.tellMachine(state),
    checkWhole: async (document) => (await loaded()).checkWhole(document),
    problemPlaces: async (params) => (await client)?.problemPlaces(params),
    modules: async () => (await loaded()).modules(),
    fixAll: async (kind) => (await loaded()).fixAll(kind),
    assistant: async (params, token) => (await loaded()).assistant(params, token),
    newSpecialisation: async (...asked) => (await loaded()).newSpecialisation(...asked),
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
