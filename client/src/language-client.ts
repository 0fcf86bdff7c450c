// The language client: what is asked of the server, whatever it runs in. Loaded by create-server.ts.
import * as vscode from 'vscode';
import type {
  BaseLanguageClient,
  LanguageClientOptions,
  WorkspaceEdit as ProtocolEdit,
  State,
} from 'vscode-languageclient';
import { ASSISTANT_REQUEST, type AssistantParams, type AssistantResult } from '../../server/src/protocol/assistant';
import { l10n } from '../../server/src/protocol/l10n';
import { MACHINE_NOTIFICATION, type MachineState } from '../../server/src/protocol/machine';
import {
  FOREIGN_NOTIFICATION,
  type ForeignParams,
  type InitializationOptions,
  MORE_COMMAND,
  RUN_COMMAND,
  SHOW_TABLE_COMMAND,
  TRUST_NOTIFICATION,
} from '../../server/src/protocol/requests';
import { ANALYSED_NOTIFICATION } from '../../server/src/protocol/tree';
import { askAgain, askForLenses } from './ask-again';
import { ALL_PUSHED, type ShownDiagnostics, showDiagnostics } from './diagnostics';
import { documentSchemes } from './folders';
import { ForeignDocuments } from './foreign';
import { handFiles } from './hand-files';
import { middleware } from './middleware';
import { hasOtherServer } from './other-server';
import { requestsTo } from './requests';
import { type Actions, Restarts } from './restarts';
import type { RulePages } from './rule-pages';
import type { Client } from './server';
import { featureSettings, ruleLevels } from './settings';
import { say } from './window';

/** What is used of the library, which is another one in a browser. */
export interface ClientLibrary extends Actions {
  /** Makes the connection to a server that is started with it; nothing starts before its `start`. */
  readonly make: (name: string, options: LanguageClientOptions) => BaseLanguageClient;
  readonly State: typeof State;
}

export interface ClientParts {
  readonly library: ClientLibrary;
  /** Whether nobody but the editor can read the files. */
  readonly handsFiles: () => boolean;
  readonly log: vscode.LogOutputChannel;
  /** What is known of this machine when the server starts. */
  readonly machine: () => MachineState;
  readonly rules: RulePages;
  /** Where the server may keep what it finds out. */
  readonly cacheFolder: string | undefined;
  /** Called when the server runs and when it has new results. */
  readonly onAnalysed: () => void;
  /** Called when the server has ended. */
  readonly onStopped: () => void;
}

/** Makes the client of a server. Nothing starts before `start`. */
export function createClient(parts: ClientParts): Client {
  const { library, machine, onAnalysed, onStopped } = parts;
  const { State } = library;
  const handlers: Parameters<Client['onNotification']>[] = [];
  const shown = showDiagnostics();
  const foreign = new ForeignDocuments();
  const restarts = new Restarts({ restart: () => restart(), askToStart });
  const make = () => {
    const errorHandler = restarts.handler(library);
    const made = library.make('NixOS Specialisations', { ...clientOptions(parts, shown, foreign), errorHandler });
    handFiles(made);
    made.registerFeature(ALL_PUSHED);
    for (const handler of handlers) made.onNotification(...handler);
    made.onNotification(ANALYSED_NOTIFICATION, onAnalysed);
    made.onNotification(FOREIGN_NOTIFICATION, (told: ForeignParams) => {
      const named = told.map(({ uri, isForeign }) => ({
        uri: made.protocol2CodeConverter.asUri(uri).toString(),
        isForeign,
      }));
      if (foreign.take(named).length > 0) askAgain(made);
    });
    made.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped || newState === State.StartFailed) {
        shown.forget();
        foreign.forget();
        onStopped();
      }
      if (newState !== State.Running) return;
      // It may have become known while the server started.
      void made.sendNotification(MACHINE_NOTIFICATION, machine());
      onAnalysed();
    });
    return made;
  };
  let client = make();
  const restart = async (): Promise<void> => {
    parts.log.info('server starts again');
    // While it starts it cannot be stopped, and one whose start failed never starts again.
    if (client.state === State.Starting) await client.start().catch(() => undefined);
    // A server that does not answer is left behind.
    if (client.isRunning()) await client.stop().catch(() => undefined);
    else client = make();
    await client.start();
  };
  return {
    start: () => client.start(),
    stop: () => {
      restarts.dispose();
      shown.dispose();
      return client.isRunning() ? client.stop() : Promise.resolve();
    },
    restart: () => restarts.now(),
    ...requestsTo(() => (client.isRunning() ? client : undefined)),
    assistant: async (params, token) => {
      // The tool may be what the extension was started for.
      await client.start().catch(() => undefined);
      return client.isRunning() ? askAssistant(client, params, token) : undefined;
    },
    tellMachine: async (state) => {
      if (client.isRunning()) await client.sendNotification(MACHINE_NOTIFICATION, state);
    },
    grantTrust: async () => {
      if (client.isRunning()) await client.sendNotification(TRUST_NOTIFICATION);
    },
    onNotification: (...handler) => {
      handlers.push(handler);
      client.onNotification(...handler);
    },
    refreshLenses: async () => {
      askForLenses(client);
    },
  };
}

/** Says that the server does not start again by itself. */
async function askToStart(): Promise<boolean> {
  const button = l10n.t('Restart Language Server');
  const text = l10n.t(
    'NixOS Specialisations stopped analysing: it failed several times. “{0}” starts it again.',
    button,
  );
  return (await say.error(text, button)) === button;
}

async function askAssistant(
  client: BaseLanguageClient,
  params: AssistantParams,
  token: vscode.CancellationToken,
): ReturnType<Client['assistant']> {
  const { edit, ...said } = await client.sendRequest<AssistantResult<ProtocolEdit>>(ASSISTANT_REQUEST, params, token);
  return { ...said, ...(edit && { edit: await client.protocol2CodeConverter.asWorkspaceEdit(edit) }) };
}

function clientOptions(
  { log, machine, rules, cacheFolder, handsFiles }: ClientParts,
  shown: ShownDiagnostics,
  foreign: ForeignDocuments,
): LanguageClientOptions {
  return {
    documentSelector: [...documentSchemes()].map((scheme) => ({ language: 'nix', scheme })),
    outputChannel: log,
    // A function, because a restart may happen after trust was granted.
    initializationOptions: (): InitializationOptions => ({
      commands: [RUN_COMMAND, MORE_COMMAND, SHOW_TABLE_COMMAND],
      tree: true,
      foreign: true,
      trusted: vscode.workspace.isTrusted,
      rules: ruleLevels(),
      features: featureSettings(),
      ...(cacheFolder === undefined ? {} : { cacheFolder }),
      handsFiles: handsFiles(),
      hasOtherServer: hasOtherServer(),
      status: true,
      machine: machine(),
    }),
    middleware: middleware({ shown, rules, foreign }),
  };
}
