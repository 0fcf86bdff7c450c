// The language server in a process of its own.
import { CACHE_VARIABLE } from '../../server/src/protocol/environment';
import { CloseAction, ErrorAction, LanguageClient, State, TransportKind } from './client-library';
import type { ClientLibrary } from './language-client';
import { SECTION } from './settings';

/** @param module the program of the server. @param cache where it keeps its own compiled form, among other things. */
export const clientInNode = (module: string, cache: string): ClientLibrary => ({
  make: (name, options) => {
    const env = { [CACHE_VARIABLE]: cache };
    return new LanguageClient(SECTION, name, { module, transport: TransportKind.ipc, options: { env } }, options);
  },
  State,
  CloseAction,
  ErrorAction,
});
