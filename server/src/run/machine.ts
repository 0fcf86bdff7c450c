// What planning a run needs to know: the user's settings and the facts about this machine.
// Plain data, gathered elsewhere.

/** How commands that need root get it. */
export type Elevate = 'sudo' | 'nixos-rebuild' | 'none';

/** The settings that say which command runs. */
export type RunSetting = 'rebuildCommand' | 'homeManagerCommand' | 'elevate' | 'systemProfile';

/** A value that the workspace gives, where its user gives none. */
export interface WorkspaceValue {
  /** `environment`: the environment of terminals, which every command runs in. */
  readonly setting: RunSetting | 'environment';
  /** The setting as it is written. */
  readonly name: string;
  /** The file that says so, as users know it. */
  readonly file: string;
}

export interface RunSettings {
  /** Program and first arguments in place of `nixos-rebuild`. */
  readonly rebuildCommand: readonly string[];
  /** Program and first arguments in place of `home-manager`. */
  readonly homeManagerCommand: readonly string[];
  readonly elevate: Elevate;
  /** The system profile: a link to the newest generation. */
  readonly systemProfile: string;
  /** Which of these come from the workspace and not from its user. */
  readonly fromWorkspace: readonly WorkspaceValue[];
}

/** A built generation of a profile: always the base, with its specialisations below it. */
export interface Generation {
  /** Real path of the generation. */
  readonly path: string;
  /** The specialisations that can be activated: name → real path. */
  readonly specialisations: ReadonlyMap<string, string>;
  /** Home Manager: `activate` knows `--driver-version`, and with it leaves the profile alone. */
  readonly knowsDriverVersion: boolean;
}

/** What of a system cannot change while it runs. */
export interface SystemDetails {
  /** What only a boot brings, by name: kernel, initrd, …; equal texts are the same thing. */
  readonly boot: ReadonlyMap<string, string>;
  /** The system's switch inhibitors: a different value of the same one forbids switching. */
  readonly inhibitors: ReadonlyMap<string, string>;
}

/** What is true of this machine right now. */
export interface MachineFacts {
  /** The programs that were looked for and found. */
  readonly tools: ReadonlySet<string>;
  /** Absolute path of sudo, if there is one. */
  readonly sudo: string | undefined;
  readonly isRoot: boolean;
  /** The newest generation of the system profile, if this machine has one that can be activated. */
  readonly system: Generation | undefined;
  /** The newest Home Manager generation of this user. */
  readonly home: Generation | undefined;
  /** Where this user's Home Manager profile is, or would be. */
  readonly homeProfile: string;
  /** Real path of the running system. */
  readonly runningSystem: string | undefined;
  /** Real path of the system that was booted. */
  readonly bootedSystem: string | undefined;
  /** Details of the running and the booted system and of all parts of the newest generation, by real path. */
  readonly details: ReadonlyMap<string, SystemDetails>;
  /** Real path of the active Home Manager generation. */
  readonly runningHome: string | undefined;
  /** `/etc/nixos/flake.nix` exists: nixos-rebuild takes it unless told not to. */
  readonly hasDefaultFlake: boolean;
  /**
   * Where the run starts and `result` links appear: the configuration's folder, or the home folder
   * where that cannot be written.
   */
  readonly folder: string;
  /** The configuration lies in none of the folders that are open. */
  readonly isOutside: boolean;
}

/** What runs now, seen from the newest generation. */
export type Running =
  | { readonly kind: 'base' }
  | { readonly kind: 'specialisation'; readonly name: string }
  | { readonly kind: 'other' };

/** Which part of the newest generation runs now; `other` when it is none of them or nothing is known. */
export function runningPart(generation: Generation | undefined, running: string | undefined): Running {
  if (generation === undefined || running === undefined) return { kind: 'other' };
  if (running === generation.path) return { kind: 'base' };
  for (const [name, path] of generation.specialisations) if (path === running) return { kind: 'specialisation', name };
  return { kind: 'other' };
}
