// What the features of the client share. Made once, at activation.
import type * as vscode from 'vscode';
import type { Log } from './log';
import type { Runner } from './run/runner';
import type { Server } from './server';

export interface Context {
  readonly log: Log;
  readonly server: Server;
  readonly runner: Runner;
  /** The example configuration that comes with the extension. */
  readonly exampleUri: vscode.Uri;
}
