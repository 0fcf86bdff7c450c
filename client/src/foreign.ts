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

  /** The document was closed: with the next server, or the next time, it may be another. */
  forget(uri: string): void {
    this.known.delete(uri);
  }

  /** The server has ended. */
  forgetAll(): void {
    this.known.clear();
    this.wake();
  }

  has(uri: string): boolean {
    return this.known.get(uri) === true;
  }

  /** The same once it is known; false where that takes long, or nobody waits for it. */
  async knows(uri: string, token: vscode.CancellationToken): Promise<boolean> {
    const until = Date.now() + PATIENCE_MS;
    while (!this.known.has(uri) && Date.now() < until && !token.isCancellationRequested)
      await new Promise<void>((done) => {
        this.waiting = [...this.waiting, done];
        setTimeout(done, Math.max(0, until - Date.now()));
        token.onCancellationRequested(() => done());
      });
    return this.has(uri);
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
  const turnsOut = (document: vscode.TextDocument, token: vscode.CancellationToken): Promise<boolean> =>
    foreign.knows(document.uri.toString(), token);
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
      (await turnsOut(document, token)) ? undefined : next(document, position, token),
    provideCodeActions: async (document, range, context, token, next) =>
      (await turnsOut(document, token)) ? undefined : next(document, range, context, token),
    provideDocumentSymbols: async (document, token, next) =>
      (await turnsOut(document, token)) ? undefined : next(document, token),
    provideInlayHints: async (document, range, token, next) =>
      (await turnsOut(document, token)) ? undefined : next(document, range, token),
  };
}
