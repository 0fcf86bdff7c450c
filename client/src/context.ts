// What the features of the client share. Made once, at activation.
import type * as vscode from 'vscode';
import type { BuiltComparison } from '../../server/src/run/compare/document';
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

/** What there is wherever VS Code runs. */
export interface Context {
  readonly log: Log;
  readonly server: Server;
  readonly machine: Machine;
  readonly memory: Memory;
  readonly systems: Systems;
  readonly documents: Documents;
  /** Compares two systems that are built on this machine; `root` says whose settings decide whether to ask. */
  readonly compareBuilt: (before: string, after: string, root: string) => Promise<BuiltComparison>;
  /** The folder of the extension. */
  readonly extensionUri: vscode.Uri;
  readonly rules: RulePages;
  readonly example: Example;
}

/** What there is where programs can be run. */
export interface RunContext extends Context {
  readonly runner: Runner;
  /** What Nix has said is wrong. */
  readonly problems: NixProblems;
  /** What it has found out. */
  readonly checked: CheckedConfigurations;
}
