// What the server says about running a specialisation: data only. The client alone turns it into a command line.

/** What to do with a system or one of its specialisations. */
export type RunAction =
  /** Activate what is already built, without touching the boot default (`switch-to-configuration test`). */
  | 'switch'
  /** Build and switch: `nixos-rebuild switch [--specialisation]`. */
  | 'rebuild'
  /** Build and activate without a boot entry: `nixos-rebuild test [--specialisation]`. */
  | 'test'
  /**
   * Build the whole system (base and all specialisations) and make it the boot default; no
   * specialisation can be chosen.
   */
  | 'boot'
  /** Build only; leaves `./result`. */
  | 'build'
  /** Show what activating what is built would change. */
  | 'dry-activate'
  /** Build a virtual machine of the base system. */
  | 'build-vm';

/** Where a configuration begins: a flake's folder, or a classic configuration file. Absolute path, forward slashes. */
export interface ConfigRoot {
  readonly kind: 'flake' | 'classic';
  readonly path: string;
}

export interface RunSpec {
  readonly action: RunAction;
  readonly system: 'nixos' | 'home-manager';
  /** Attribute name under nixosConfigurations, or null where there is only one, or the machine's own name decides. */
  readonly host: string | null;
  /** null is the base system. */
  readonly specialisation: string | null;
  readonly root: ConfigRoot;
}
