// What the features of the client share. Made once, at activation.
import type * as vscode from 'vscode';
import type { Server } from './language-client';
import type { Runner } from './run/runner';

export interface Context {
  readonly log: vscode.LogOutputChannel;
  readonly server: Server;
  readonly runner: Runner;
  /** The example configuration that comes with the extension. */
  readonly exampleUri: vscode.Uri;
}
