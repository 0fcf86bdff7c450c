// What the server says about running a specialisation: data only. The client alone turns it into a command line.

/** What to do with a system or one of its specialisations. */
export type RunAction =
  /** Activate what is already built, without touching the boot default (`switch-to-configuration test`). */
  | 'switch'
  /** Show what activating what is built would change. */
  | 'preview'
  /** Build and switch: `nixos-rebuild switch [--specialisation]`. */
  | 'rebuild'
  /** Build and activate without a boot entry: `nixos-rebuild test [--specialisation]`. */
  | 'test'
  /** Build only; leaves `./result`. */
  | 'build'
  /** Build, and show what activating it would change. */
  | 'dry-activate'
  /** Build the whole system and make it the boot default, or a specialisation of it where the boot loader can. */
  | 'boot'
  /** Make what is built the boot default, of the newest generation or of `generation`. */
  | 'make-default'
  /** Go back to the generation before the newest one, and activate it. */
  | 'rollback'
  /** Build a virtual machine. */
  | 'build-vm'
  /** Delete the generations but the newest, with their specialisations, and what only they need. */
  | 'collect-garbage';

/** Where a configuration begins: a flake's folder, or a classic configuration file. Absolute path, forward slashes. */
export interface ConfigRoot {
  readonly kind: 'flake' | 'classic';
  readonly path: string;
}

/** What can build and activate a system. */
export const RUNNERS = [
  'nixos-rebuild',
  'nh',
  'nixos-cli',
  'switch-to-configuration',
  'nom',
  'template',
  'colmena',
  'deploy-rs',
] as const;
export type Runner = (typeof RUNNERS)[number];

export interface RunSpec {
  readonly action: RunAction;
  readonly system: 'nixos' | 'home-manager';
  /** Attribute name under nixosConfigurations, or null where there is only one, or the machine's own name decides. */
  readonly host: string | null;
  /** null is the base system. */
  readonly specialisation: string | null;
  readonly root: ConfigRoot;
  /** Of what is built the generation that is meant; the newest where it is left out. */
  readonly generation?: number;
  /** The machine to activate on, as ssh knows it. Left out: what the setting `hosts` says, else this machine. */
  readonly targetHost?: string;
  /** The machine to build on, as ssh knows it. */
  readonly buildHost?: string;
  /** What builds it this time, in place of what the setting `runner` says. */
  readonly runner?: Runner;
}
