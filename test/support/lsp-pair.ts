// A language server and an editor that talk over streams in memory. Nothing of the protocol is faked; only
// the worker thread is left out.
import { PassThrough } from 'node:stream';
import {
  type CodeAction,
  type CodeLens,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticSeverity,
  ProposedFeatures,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/base/line-index';
import { applyEdits } from '../../server/src/base/text-edit';
import { Disk } from '../../server/src/host/disk';
import { startServer } from '../../server/src/lsp/server';
import type { ServerOptions } from '../../server/src/lsp/session';
import { uriOfPath } from '../../server/src/lsp/uri';
import type { Patience } from '../../server/src/lsp/work';
import { type AnalysisStatus, STATUS_NOTIFICATION } from '../../server/src/protocol/requests';
import type { Installation } from '../../server/src/service/installation';
import { coreHere, heardOnceOpen, heldBack, wholeHere } from './core-here';
import { testInstallation } from './installation';
import { temporaryFolder } from './temporary-folder';

/** What our own client can do; tests leave parts out. */
export const OUR_CLIENT = {
  capabilities: {
    workspace: {
      workspaceEdit: { documentChanges: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      codeLens: { refreshSupport: true },
      configuration: true,
      didChangeConfiguration: { dynamicRegistration: true },
    },
    textDocument: { publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true } },
  },
  initializationOptions: { commands: ['nixosSpecialisations.run', 'nixosSpecialisations.more'], trusted: true },
};

/** Nothing is wrong; hints may remain, as that a specialisation repeats what the base says. */
export const noErrors = (list: readonly Diagnostic[]): boolean =>
  list.every(({ severity }) => severity !== DiagnosticSeverity.Error);

/** Well above what any step takes on a busy machine. */
const SILENCE_MS = 90_000;

/** A server that answers when it knows, however busy the machine is. */
const PATIENT: Patience = { brief: 60_000, long: 60_000 };

/** Any of a client's parameters for `initialize` may be given instead of our client's. */
export type InitializeOverrides = Readonly<Record<string, unknown>>;

/** The editor's side. `path` is always a path below the folder, as `/configuration.nix`. */
export class Editor {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly log: string[] = [];
  /** What the server said of its work, in order. */
  readonly statuses: AnalysisStatus[] = [];
  /** Methods of the requests that the server sent, in order. */
  readonly asked: string[] = [];
  /** What the server wants to be told of, by method. */
  readonly registered: string[] = [];
  /** The settings by section, as the editor gives them when asked. */
  readonly settings = new Map<string, unknown>();
  private readonly waiting: (() => void)[] = [];
  private readonly texts = new Map<string, { text: string; version: number }>();

  constructor(
    readonly connection: ProtocolConnection,
    readonly folder: string,
  ) {
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) =>
      this.take(params),
    );
    connection.onNotification(STATUS_NOTIFICATION, (status: AnalysisStatus) => {
      this.statuses.push(status);
      this.wake();
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => void this.log.push(message));
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.registered.push(...registrations.map(({ method }) => method));
      this.wake();
      return null;
    });
    connection.onRequest('workspace/codeLens/refresh', () => {
      this.asked.push('workspace/codeLens/refresh');
      this.wake();
      return null;
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => this.settings.get(section) ?? null),
    );
    connection.listen();
  }

  uri(path: string): string {
    return path.includes(':') ? path : uriOfPath(this.folder + path);
  }

  async initialize(overrides: InitializeOverrides = {}): Promise<unknown> {
    const params = {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: uriOfPath(this.folder), name: 'test' }],
      ...OUR_CLIENT,
      ...overrides,
    };
    const result = await this.connection.sendRequest<unknown>('initialize', params);
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  async open(path: string, text: string): Promise<void> {
    this.texts.set(path, { text, version: 1 });
    await this.notify('textDocument/didOpen', {
      textDocument: { uri: this.uri(path), languageId: 'nix', version: 1, text },
    });
  }

  async close(path: string): Promise<void> {
    this.texts.delete(path);
    await this.notify('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  /** Replaces the first occurrence of `before`, as typing does. */
  async replace(path: string, before: string, after: string): Promise<void> {
    const document = this.document(path);
    const start = document.text.indexOf(before);
    if (start < 0) throw new Error(`${path} holds no ${JSON.stringify(before)}`);
    const lines = new LineIndex(document.text);
    const range = { start: lines.position(start), end: lines.position(start + before.length) };
    await this.change(
      path,
      [{ range, text: after }],
      applyEdits(document.text, [{ start, end: start + before.length, newText: after }]),
    );
  }

  async change(path: string, contentChanges: readonly { range?: Range; text: string }[], text: string): Promise<void> {
    const document = this.document(path);
    document.text = text;
    document.version++;
    await this.notify('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version: document.version },
      contentChanges,
    });
  }

  /** The latest diagnostics of a file that satisfy `wanted`, as soon as they arrive. */
  async diagnostics(
    path: string,
    wanted: (diagnostics: readonly Diagnostic[]) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    return this.until(() => {
      const latest = this.latest(path);
      return latest !== undefined && wanted(latest.diagnostics) ? latest : undefined;
    });
  }

  latest(path: string): PublishDiagnosticsParams | undefined {
    return this.published.filter(({ uri }) => uri === this.uri(path)).at(-1);
  }

  /**
   * Waits until `ask` has an answer; asks again after each message of the server. Gives up, saying what the
   * server said, when it falls silent.
   */
  async until<T>(ask: () => T | undefined): Promise<T> {
    for (;;) {
      const answer = ask();
      if (answer !== undefined) return answer;
      await new Promise<void>((done, fail) => {
        const heard = (): string => JSON.stringify({ published: this.published, asked: this.asked, log: this.log });
        const timer = setTimeout(() => fail(new Error(`the server fell silent: ${heard()}`)), SILENCE_MS);
        this.waiting.push(() => {
          clearTimeout(timer);
          done();
        });
      });
    }
  }

  codeActions(path: string, range: Range, context: object = {}): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri: this.uri(path) },
      range,
      context: { diagnostics: [], ...context },
    });
  }

  codeLenses(path: string): Promise<CodeLens[]> {
    return this.request('textDocument/codeLens', { textDocument: { uri: this.uri(path) } });
  }

  request<T>(method: string, params: object | null): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  notify(method: string, params: object | null): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** What an edit makes of a document that is open. */
  edited(path: string, { documentChanges, changes }: WorkspaceEdit): string {
    const versioned = documentChanges?.flatMap((change) =>
      'edits' in change && change.textDocument.uri === this.uri(path) ? change.edits : [],
    );
    const edits = (versioned ?? changes?.[this.uri(path)] ?? []).filter((edit): edit is TextEdit => 'newText' in edit);
    const { text } = this.document(path);
    const lines = new LineIndex(text);
    return applyEdits(
      text,
      edits.map(({ range, newText }) => ({ start: lines.offset(range.start), end: lines.offset(range.end), newText })),
    );
  }

  private document(path: string): { text: string; version: number } {
    const document = this.texts.get(path);
    if (document === undefined) throw new Error(`${path} is not open`);
    return document;
  }

  /** Diagnostics were pushed. */
  take(params: PublishDiagnosticsParams): void {
    this.published.push(params);
    this.wake();
  }

  /** Something happened that a test may wait for. */
  wake(): void {
    for (const done of this.waiting.splice(0)) done();
  }
}

/** What the server of a test is started with. */
export interface PairOptions extends Partial<ServerOptions> {
  readonly installation?: Installation;
  /** Until then nothing is known to the server. */
  readonly knowsAfter?: Promise<unknown>;
  /** Until a document is open, nothing is known: what the disk says is not mistaken for what the document says. */
  readonly knowsOnceOpen?: boolean;
}

/**
 * Starts a server on a new folder with the files of the fixture and hands its editor, initialised or not, to `talk`;
 * `more`: what the server is started with.
 */
export function withEditor(
  fixture: string,
  talk: (editor: Editor) => Promise<void>,
  more: PairOptions = {},
): Promise<void> {
  return serverIn(temporaryFolder(fixture), talk, more);
}

/** The same in a folder that is there. */
export async function serverIn(
  folder: string,
  talk: (editor: Editor) => Promise<void>,
  { installation: given, knowsAfter = Promise.resolve(), knowsOnceOpen = false, ...more }: PairOptions = {},
): Promise<void> {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toEditor),
  );
  const installation = given ?? (await testInstallation());
  const { disk = new Disk() } = more;
  const openCore = heldBack(coreHere(installation, disk), knowsAfter);
  startServer(server, {
    hostName: null,
    manifest: installation,
    openCore: knowsOnceOpen ? heardOnceOpen(openCore) : openCore,
    openWhole: wholeHere(installation),
    disk,
    patience: PATIENT,
    ...more,
  });
  const editor = new Editor(
    createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer)),
    folder,
  );
  try {
    await talk(editor);
    await editor.request('shutdown', null);
  } finally {
    editor.connection.dispose();
  }
}
