// The language server in a process of its own.
import { LanguageClient, State, TransportKind } from './client-library';
import type { ClientLibrary } from './language-client';
import { SECTION } from './settings';

/** @param module the program of the server. */
export const clientInNode = (module: string): ClientLibrary => ({
  make: (name, options) => new LanguageClient(SECTION, name, { module, transport: TransportKind.ipc }, options),
  State,
});
