// What the user can set about running, as plain data.
import type { Runner } from '../protocol/run';

/** How commands that need root get it. `nixos-rebuild` and the like elevate only what needs it, by themselves. */
export const ELEVATIONS = ['sudo', 'run0', 'nixos-rebuild', 'nixos-rebuild-run0', 'none'] as const;
export type Elevate = (typeof ELEVATIONS)[number];

/** The setting `runner`; `auto` takes the first of those that are there. */
export type RunnerChoice = 'auto' | Runner;

/** The settings that say which command runs. */
export type RunSetting =
  | 'runner'
  | 'rebuildCommand'
  | 'homeManagerCommand'
  | 'commandTemplate'
  | 'elevate'
  | 'systemProfile'
  | 'hosts';

/** A value that the workspace gives, where its user gives none. */
export interface WorkspaceValue {
  /** `environment`: the environment of terminals, which every command runs in. */
  readonly setting: RunSetting | 'environment';
  /** The setting as it is written. */
  readonly name: string;
  /** The file that says so, as users know it. */
  readonly file: string;
}

/** Where the configuration of a host is built, and which machine it is activated on. */
export interface HostSettings {
  readonly targetHost?: string;
  readonly buildHost?: string;
}

export interface RunSettings {
  readonly runner: RunnerChoice;
  /** Program and first arguments in place of `nixos-rebuild`. */
  readonly rebuildCommand: readonly string[];
  /** Program and first arguments in place of `home-manager`. */
  readonly homeManagerCommand: readonly string[];
  /** The command of the runner `template`: words with `{action}`, `{flake}`, `{file}`, `{host}`, `{specialisation}`. */
  readonly commandTemplate: readonly string[];
  readonly elevate: Elevate;
  /** The system profile: a link to the newest generation. */
  readonly systemProfile: string;
  /** By the name of the configuration. */
  readonly hosts: Readonly<Record<string, HostSettings>>;
  /** Which of these come from the workspace and not from its user. */
  readonly fromWorkspace: readonly WorkspaceValue[];
}

export const SYSTEM_PROFILE = '/nix/var/nix/profiles/system';

/** What holds where nothing is set. */
export const DEFAULT_SETTINGS: RunSettings = {
  runner: 'auto',
  rebuildCommand: ['nixos-rebuild'],
  homeManagerCommand: ['home-manager'],
  commandTemplate: [],
  elevate: 'sudo',
  systemProfile: SYSTEM_PROFILE,
  hosts: {},
  fromWorkspace: [],
};
