// What planning a run gives: a command that is ready, one that still has to be checked, or the reason why there is none.
import type { Effect } from './actions';

/** A command, ready to be confirmed and run. */
export interface RunPlan {
  readonly kind: 'plan';
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly title: string;
  readonly effect: Effect;
  readonly needsRoot: boolean;
  /** What will happen, in one or two sentences. */
  readonly explanation: string;
  readonly warnings: readonly string[];
  /** Whose exit codes to expect. */
  readonly tool: Tool;
}

/** What ends a run with an exit code: activation (directly or through nixos-rebuild), only a build, or Home Manager. */
export type Tool = 'activation' | 'rebuild' | 'build' | 'home';

/** Why nothing runs. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: string;
  /** A command that would do it where it can be done; offered for copying. */
  readonly argv: readonly string[] | undefined;
  /** Building first would make it possible. */
  readonly offerRebuild: boolean;
}

/** A plan before the checks that all share. `missing` says why the command cannot run on this machine. */
export interface Draft {
  readonly argv: readonly string[];
  readonly needsRoot: boolean;
  readonly explanation: string;
  readonly warnings: readonly string[];
  readonly tool: Tool;
  readonly missing?: { readonly reason: string; readonly offerRebuild?: boolean } | undefined;
}
