// An editor that asks for the findings of the documents it shows, and is pushed those of the others. Some keep the two
// apart (Neovim, Eglot), and would show twice what they have by both ways; to others an answer is like something
// pushed (Helix, Sublime Text), and what comes last counts.
import {
  CancellationTokenSource,
  type Diagnostic,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  type PublishDiagnosticsParams,
  ResponseError,
} from 'vscode-languageserver/node';
import { type Editor, OUR_CLIENT } from './lsp-pair';

/** What it can do. */
export const PULLING_CLIENT = {
  capabilities: {
    ...OUR_CLIENT.capabilities,
    workspace: { ...OUR_CLIENT.capabilities.workspace, diagnostics: { refreshSupport: true } },
    textDocument: { ...OUR_CLIENT.capabilities.textDocument, diagnostic: { dynamicRegistration: true } },
  },
  initializationOptions: { ...OUR_CLIENT.initializationOptions, status: true },
};

interface Pulled {
  readonly id: string | undefined;
  readonly items: readonly Diagnostic[];
}

export class Pulling {
  /** What it was told, in order: `refresh`, or what of which document, with how many findings. */
  readonly told: string[] = [];
  /** Files of which it had findings by both ways. */
  readonly twice: string[] = [];
  private readonly pushed = new Map<string, readonly Diagnostic[]>();
  private readonly pulled = new Map<string, Pulled>();
  private readonly open = new Map<string, CancellationTokenSource>();

  /** @param onRefresh what it does when it is told to ask again */
  constructor(
    readonly editor: Editor,
    private readonly onRefresh: (pulling: Pulling) => void = () => undefined,
    private readonly keepsApart = true,
  ) {
    editor.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.take(params);
      editor.take(params);
    });
    editor.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.told.push('refresh');
      this.onRefresh(this);
      editor.wake();
      return null;
    });
  }

  /** All that it shows of a file. */
  shown(path: string): readonly Diagnostic[] {
    const uri = this.editor.uri(path);
    return [...(this.pushed.get(uri) ?? []), ...(this.pulled.get(uri)?.items ?? [])];
  }

  /** What it is told by pushing. */
  pushes(path: string): readonly Diagnostic[] {
    return this.pushed.get(this.editor.uri(path)) ?? [];
  }

  /** Those it has asked about, each once more. */
  again(): void {
    for (const uri of this.pulled.keys()) void this.pull(uri);
  }

  /** Asks; a question about the same document that is not answered is given up. Undefined: no answer. */
  async pull(path: string): Promise<DocumentDiagnosticReport | undefined> {
    const uri = this.editor.uri(path);
    this.giveUp(path);
    const cancellation = new CancellationTokenSource();
    this.open.set(uri, cancellation);
    const previousResultId = this.pulled.get(uri)?.id;
    const params = { textDocument: { uri }, previousResultId };
    try {
      const report = await this.editor.connection.sendRequest<DocumentDiagnosticReport>(
        'textDocument/diagnostic',
        params,
        cancellation.token,
      );
      if (cancellation.token.isCancellationRequested) return undefined;
      this.answered(uri, report);
      return report;
    } catch (error) {
      const isLeft = error instanceof ResponseError && error.code === LSPErrorCodes.ServerCancelled;
      if (isLeft || cancellation.token.isCancellationRequested) return undefined;
      throw error;
    } finally {
      if (this.open.get(uri) === cancellation) this.open.delete(uri);
      this.editor.wake();
    }
  }

  giveUp(path: string): void {
    this.open.get(this.editor.uri(path))?.cancel();
    this.open.delete(this.editor.uri(path));
  }

  /** Nothing that it asked is open. */
  get isAnswered(): boolean {
    return this.open.size === 0;
  }

  async close(path: string): Promise<void> {
    const uri = this.editor.uri(path);
    this.giveUp(path);
    this.pulled.delete(uri);
    await this.editor.close(path);
  }

  private answered(uri: string, report: DocumentDiagnosticReport): void {
    const kind = report.kind === 'full' ? String(report.items.length) : report.kind;
    this.told.push(`answer ${this.named(uri)} ${kind}`);
    if (report.kind === 'unchanged') return;
    this.pulled.set(uri, { id: report.resultId, items: this.keepsApart ? report.items : [] });
    if (!this.keepsApart) this.pushed.set(uri, report.items);
    this.look(uri);
  }

  private take({ uri, diagnostics }: PublishDiagnosticsParams): void {
    this.told.push(`push ${this.named(uri)} ${diagnostics.length}`);
    this.pushed.set(uri, diagnostics);
    this.look(uri);
  }

  private look(uri: string): void {
    const both = [this.pushed.get(uri) ?? [], this.pulled.get(uri)?.items ?? []];
    if (both.every(({ length }) => length > 0)) this.twice.push(this.named(uri));
  }

  private named(uri: string): string {
    return uri.slice(this.editor.uri('').length);
  }
}
