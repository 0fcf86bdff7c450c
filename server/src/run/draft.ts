// What planning a run gives: a command that is ready, one that still has to be checked, or the reason why there is
// none.
import type { Effect } from './actions';
import type { RunSetting } from './machine';

/** A command, ready to be confirmed and run. */
export interface RunPlan {
  readonly kind: 'plan';
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly title: string;
  readonly effect: Effect;
  /** It gets root's rights, by sudo before it or by itself. */
  readonly needsRoot: boolean;
  /** What of it the user has not chosen, and where that comes from: sentences. Such a run is always asked about. */
  readonly origins: readonly string[];
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
  /** The settings it was made from. */
  readonly uses: readonly RunSetting[];
  readonly missing?: { readonly reason: string; readonly offerRebuild?: boolean } | undefined;
}
