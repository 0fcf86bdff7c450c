// The language server's life: start, stop, restart, and the few requests that only our client makes.
import * as vscode from 'vscode';
import {
  CodeLensRequest,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  type InitializationOptions,
  MORE_COMMAND,
  RUN_COMMAND,
  type SpecialisationTarget,
  TARGETS_REQUEST,
  type TargetsParams,
  TRUST_NOTIFICATION,
} from '../../server/src/protocol/requests';
import { isTarget } from './run/arguments';
import { codeLensEnabled, SECTION } from './settings';

export interface Server {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Restarts; while one restart is under way, further calls join it. */
  readonly restart: () => Promise<void>;
  /** Specialisations at a position, the innermost first, or of the whole file. Empty while the server is not running. */
  readonly targets: (document: vscode.TextDocument, position?: vscode.Position) => Promise<readonly SpecialisationTarget[]>;
  /** Tells the server that the workspace is trusted now. */
  readonly grantTrust: () => Promise<void>;
  /** Asks the editor to fetch the lenses again. */
  readonly refreshLenses: () => void;
}

/** Makes the client of the server in this extension. Nothing starts before `start`. */
export function createServer(module: string, log: vscode.LogOutputChannel): Server {
  const client = new LanguageClient(SECTION, 'NixOS Specialisations', serverOptions(module), clientOptions(log));
  let restarting: Promise<void> | undefined;
  const isRunning = () => client.state === State.Running;
  return {
    start: () => client.start(),
    stop: () => (client.needsStop() ? client.stop() : Promise.resolve()),
    restart: () => {
      restarting ??= client.restart().finally(() => {
        restarting = undefined;
      });
      return restarting;
    },
    targets: async (document, position) => {
      if (!isRunning()) return [];
      const uri = client.code2ProtocolConverter.asUri(document.uri);
      const params: TargetsParams =
        position === undefined ? { uri } : { uri, position: client.code2ProtocolConverter.asPosition(position) };
      const result = await client.sendRequest<unknown>(TARGETS_REQUEST, params);
      return Array.isArray(result) ? result.filter(isTarget) : [];
    },
    grantTrust: async () => {
      if (isRunning()) await client.sendNotification(TRUST_NOTIFICATION);
    },
    refreshLenses: () => {
      const feature = client.getFeature(CodeLensRequest.method);
      const documents = vscode.workspace.textDocuments.filter((document) => document.languageId === 'nix');
      const providers = new Set(documents.map((document) => feature.getProvider(document)));
      for (const provider of providers) provider?.onDidChangeCodeLensEmitter.fire();
    },
  };
}

function serverOptions(module: string): ServerOptions {
  // Deeply nested configurations are evaluated recursively. Windows gives a process less room to begin with.
  const execArgv = process.platform === 'win32' ? [] : ['--stack-size=3900'];
  return { module, transport: TransportKind.ipc, options: { execArgv } };
}

function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [
      { language: 'nix', scheme: 'file' },
      { language: 'nix', scheme: 'untitled' },
    ],
    outputChannel: log,
    // A function, because a restart may happen after trust was granted.
    initializationOptions: (): InitializationOptions => ({
      commands: [RUN_COMMAND, MORE_COMMAND],
      trusted: vscode.workspace.isTrusted,
    }),
    middleware: {
      provideCodeLenses: (document, token, next) => (codeLensEnabled() ? next(document, token) : []),
    },
  };
}
