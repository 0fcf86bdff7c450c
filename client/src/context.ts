// What the features of the client share. Made once, at activation.
import type * as vscode from 'vscode';
import type { Documents } from './documents';
import type { Example } from './example';
import type { Log } from './log';
import type { Machine } from './machine/machine';
import type { Memory } from './memory';
import type { RulePages } from './rule-pages';
import type { CheckedConfigurations } from './run/checked';
import type { NixProblems } from './run/nix-problems';
import type { Runner } from './run/runner';
import type { Server } from './server';
import type { Systems } from './systems';

export interface Context {
  readonly log: Log;
  readonly server: Server;
  readonly runner: Runner;
  readonly machine: Machine;
  readonly memory: Memory;
  readonly systems: Systems;
  /** What Nix has said is wrong. */
  readonly problems: NixProblems;
  readonly documents: Documents;
  /** What it has found out. */
  readonly checked: CheckedConfigurations;
  /** The folder of the extension. */
  readonly extensionUri: vscode.Uri;
  readonly rules: RulePages;
  readonly example: Example;
}
