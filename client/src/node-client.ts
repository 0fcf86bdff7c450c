// The language server in a process of its own.
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { MakeClient } from './language-client';
import { SECTION } from './settings';

/** @param module the program of the server. */
export const clientInNode =
  (module: string): MakeClient =>
  (name, options) =>
    new LanguageClient(SECTION, name, { module, transport: TransportKind.ipc }, options);
