// What a handler is: it answers some of the editor's requests, and says which, so that the editor asks.
import type { ServerCapabilities } from 'vscode-languageserver';
import type { ClientFeatures } from '../client-features';
import type { Session } from '../session';

export interface Handler {
  /** What the server tells the editor it can do, because of this handler. */
  readonly capabilities?: ServerCapabilities | ((client: ClientFeatures) => ServerCapabilities);
  register(session: Session): void;
}
