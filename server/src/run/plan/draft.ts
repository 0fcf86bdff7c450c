// What planning a run gives: commands that are ready, some that still have to be checked, or the reason why there are
// none.
import type { Effect } from '../actions';
import type { RunSetting } from '../settings';
import type { RunWarning } from '../warnings/warning';

/** One command of a run. */
export interface RunStep {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly effect: Effect;
  /** It gets root's rights, by sudo before it or by itself. */
  readonly needsRoot: boolean;
  /** Whose exit codes to expect. */
  readonly tool: Tool;
  /** To be asked before it starts, when what the steps before it have shown is to be read first. */
  readonly question?: string | undefined;
}

/** Commands, ready to be confirmed and run one after another; where one fails, the others do not start. */
export interface RunPlan {
  readonly kind: 'plan';
  readonly steps: readonly RunStep[];
  readonly title: string;
  /** The furthest that any step reaches. */
  readonly effect: Effect;
  /** Whether any step gets root's rights. */
  readonly needsRoot: boolean;
  /** Whether the next boot may start something else afterwards: such a run is always asked about. */
  readonly changesBoot: boolean;
  /** What of it the user has not chosen, and where that comes from: sentences. Such a run is always asked about. */
  readonly origins: readonly string[];
  /** What will happen, in one or two sentences. */
  readonly explanation: string;
  readonly warnings: readonly RunWarning[];
}

/** What ends with an exit code: activation (directly or through nixos-rebuild), only a build, Home Manager, … */
export type Tool = 'activation' | 'rebuild' | 'build' | 'home' | 'profile' | 'garbage';

/** Why nothing runs. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: string;
  /** Commands that would do it where it can be done; offered for copying. */
  readonly commands: readonly (readonly string[])[];
  /** Building first would make it possible. */
  readonly offerRebuild: boolean;
}

/** A command before the checks that all share. */
export interface DraftStep {
  readonly argv: readonly string[];
  readonly needsRoot: boolean;
  /** How far it reaches; the action's own where it is left out. */
  readonly effect?: Effect;
  readonly tool: Tool;
  readonly question?: string;
}

/** A plan before the checks that all share. `missing` says why it cannot run on this machine. */
export interface Draft {
  readonly steps: readonly DraftStep[];
  readonly explanation: string;
  readonly warnings: readonly RunWarning[];
  /** The settings it was made from. */
  readonly uses: readonly RunSetting[];
  readonly missing?: { readonly reason: string; readonly offerRebuild?: boolean } | undefined;
}
