// Documents that have nothing to do with a configuration: nobody asks the server about them. What the editor asks by
// itself waits, with a document that was just opened, for the server to say which it is.
import type * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import type { ForeignParams } from '../../server/src/protocol/requests';

/** A server that has much to do says it late. */
const PATIENCE_MS = 1000;

export class ForeignDocuments {
  private readonly known = new Map<string, boolean>();
  private waiting: readonly (() => void)[] = [];

  /** @returns those that were foreign, and are no more. */
  take(told: ForeignParams): readonly string[] {
    const before = told.filter(({ uri }) => this.known.get(uri) === true);
    for (const { uri, isForeign } of told) this.known.set(uri, isForeign);
    this.wake();
    return before.filter(({ uri }) => this.known.get(uri) === false).map(({ uri }) => uri);
  }

  /** The server has ended, and nobody waits for what it did not say. */
  forget(): void {
    this.known.clear();
    this.wake();
  }

  has(uri: string): boolean {
    return this.known.get(uri) === true;
  }

  /** Whether nothing is asked about a document, once it is known: it is foreign, or nobody waits for an answer. */
  async isLeft(uri: string, token: vscode.CancellationToken): Promise<boolean> {
    const until = Date.now() + PATIENCE_MS;
    while (!this.known.has(uri) && !token.isCancellationRequested) {
      const left = until - Date.now();
      // What took long once is not waited for again.
      if (left <= 0) this.known.set(uri, false);
      else await this.news(left, token);
    }
    return token.isCancellationRequested || this.has(uri);
  }

  private news(ms: number, token: vscode.CancellationToken): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      const cancelling = token.onCancellationRequested(() => wake());
      const wake = (): void => {
        clearTimeout(timer);
        cancelling.dispose();
        done();
      };
      this.waiting = [...this.waiting, wake];
    });
  }

  private wake(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const done of waiting) done();
  }
}

type Asked =
  | 'provideHover'
  | 'provideCompletionItem'
  | 'provideDefinition'
  | 'provideDeclaration'
  | 'provideDocumentHighlights'
  | 'provideCodeActions'
  | 'provideDocumentSymbols'
  | 'provideInlayHints';

/** What is asked about one document, each as long as that is not foreign. */
export function askingLess(foreign: ForeignDocuments): Pick<Middleware, Asked> {
  const isForeign = ({ uri }: vscode.TextDocument): boolean => foreign.has(uri.toString());
  const isLeft = (document: vscode.TextDocument, token: vscode.CancellationToken): Promise<boolean> =>
    foreign.isLeft(document.uri.toString(), token);
  return {
    // What a user does.
    provideHover: (document, position, token, next) =>
      isForeign(document) ? undefined : next(document, position, token),
    provideCompletionItem: (document, position, context, token, next) =>
      isForeign(document) ? undefined : next(document, position, context, token),
    provideDefinition: (document, position, token, next) =>
      isForeign(document) ? undefined : next(document, position, token),
    provideDeclaration: (document, position, token, next) =>
      isForeign(document) ? undefined : next(document, position, token),
    // What the editor does by itself.
    provideDocumentHighlights: async (document, position, token, next) =>
      (await isLeft(document, token)) ? undefined : next(document, position, token),
    provideCodeActions: async (document, range, context, token, next) =>
      (await isLeft(document, token)) ? undefined : next(document, range, context, token),
    provideDocumentSymbols: async (document, token, next) =>
      (await isLeft(document, token)) ? undefined : next(document, token),
    provideInlayHints: async (document, range, token, next) =>
      (await isLeft(document, token)) ? undefined : next(document, range, token),
  };
}
