// The language server as the rest of the client sees it. Its client library takes longer to load than all else
// together, so it loads after activation.
import * as vscode from 'vscode';
import type { SpecialisationTarget } from '../../server/src/protocol/requests';
import type { OptionNode, PartNode, SystemsResult } from '../../server/src/protocol/tree';

export interface Server {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Restarts; while one restart is under way, further calls join it. */
  readonly restart: () => Promise<void>;
  /**
   * Specialisations at a position, the innermost first, or of the whole file. Empty while the server is not running.
   */
  readonly targets: (
    document: vscode.TextDocument,
    position?: vscode.Position,
  ) => Promise<readonly SpecialisationTarget[]>;
  /** The systems worth showing; undefined while the server is not running. */
  readonly systems: () => Promise<SystemsResult | undefined>;
  /** How a part of a system differs from its base; undefined while the server is not running. */
  readonly differences: (part: PartNode) => Promise<readonly OptionNode[] | undefined>;
  /** Fires when the server runs, and whenever it has new results. */
  readonly onAnalysed: vscode.Event<void>;
  /** Tells the server that the workspace is trusted now. */
  readonly grantTrust: () => Promise<void>;
  /** Calls back whenever the server says something by this name. Starts nothing. */
  readonly onNotification: (method: string, handle: (params: unknown) => void) => void;
  /** Asks the editor to fetch the lenses again. */
  readonly refreshLenses: () => Promise<void>;
}

/** The server once its client library is loaded. */
export type Client = Omit<Server, 'onAnalysed'>;

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
    onAnalysed: analysed.event,
    grantTrust: async () => (await loaded()).grantTrust(),
    onNotification: (...handler) => {
      handlers.push(handler);
      void client?.then((made) => made.onNotification(...handler));
    },
    refreshLenses: async () => (await loaded()).refreshLenses(),
  };
}
