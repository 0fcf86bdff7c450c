// What is true of a machine right now. Plain data, gathered by detect.ts; everything that decides is pure and reads
// this. Paths are the machine's own.

/** A release of NixOS or Home Manager: 25.11 is { year: 25, month: 11 }. */
export interface Release {
  readonly year: number;
  readonly month: number;
}

/** The base and the specialisations of something built: always the base, with its specialisations below it. */
export interface Built {
  /** Real path of the base. */
  readonly path: string;
  /** The specialisations that can be activated: name → real path. */
  readonly specialisations: ReadonlyMap<string, string>;
  /** Home Manager: `activate` knows `--driver-version`, and with it leaves the profile alone. */
  readonly knowsDriverVersion: boolean;
}

/** A generation of the system profile, or of another profile of systems. */
export interface Generation {
  /** `system`, or the name of a profile in `system-profiles`. */
  readonly profile: string;
  readonly number: number;
  /** The link of the generation, as `/nix/var/nix/profiles/system-42-link`. */
  readonly link: string;
  /** Real path of its base. */
  readonly path: string;
  /** When it was made, if that can be read. */
  readonly date: Date | undefined;
  /** What its base says of itself in `nixos-version`. */
  readonly label: string | undefined;
  /** Every specialisation that is there: name → real path. */
  readonly specialisations: ReadonlyMap<string, string>;
  /** Whether the profile points to it. */
  readonly isCurrent: boolean;
}

/** What of a system cannot change while it runs. */
export interface SystemDetails {
  /** What only a boot brings, by the name it has in the system: kernel, initrd, …; equal texts are the same thing. */
  readonly boot: ReadonlyMap<string, string>;
  /** The system's switch inhibitors: a different value of the same one forbids switching. */
  readonly inhibitors: ReadonlyMap<string, string>;
  /** The label, from `nixos-version`. */
  readonly label?: string | undefined;
  /** What the system has as `/etc/specialisation`. */
  readonly marker?: string | undefined;
  /** The names of its own specialisations; a specialisation has none. */
  readonly children?: readonly string[];
}

/** What makes the boot menu. Those of systemd-boot that are newer can boot a specialisation by default. */
export type Loader = 'systemd-boot' | 'grub' | 'limine' | 'lanzaboote' | 'extlinux';

export interface LoaderFacts {
  readonly kind: Loader;
  /** Whether a specialisation can become what is booted; undefined where that is not known. */
  readonly takesSpecialisation: boolean | undefined;
}

/** nixos-rebuild in its two generations: written in Bash until 25.05, in Python since 25.11. */
export type RebuildFamily = 'bash' | 'ng';

/** A program that was looked for and found. */
export interface Program {
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  /** What it turned out to be, for nixos-rebuild. */
  readonly family?: RebuildFamily | undefined;
  /** Whether it takes a specialisation, for home-manager: since 25.11. */
  readonly takesSpecialisation?: boolean | undefined;
  /** Its own version, where its path in the store says so: `4.2.0`. */
  readonly version?: string | undefined;
}

/** Everything of a machine that no configuration decides. */
export interface SystemFacts {
  /** The name of the machine, if it has one. */
  readonly host: string | undefined;
  /** Whose home it is about. */
  readonly user: string;
  /** The release that runs. */
  readonly release: Release | undefined;
  /** The programs that were looked for and found, by name. */
  readonly programs: ReadonlyMap<string, Program>;
  /** Absolute path of sudo, if there is one. */
  readonly sudo: string | undefined;
  /** Absolute path of run0, if there is one. */
  readonly run0: string | undefined;
  readonly isRoot: boolean;
  /** The newest generation of the system profile, if this machine has one that can be activated. */
  readonly system: Built | undefined;
  /** Every generation of the system profile, newest first, then those of other profiles. */
  readonly generations: readonly Generation[];
  /** The specialisations that the newest generation has: their names, sorted. */
  readonly available: readonly string[];
  readonly loader: LoaderFacts | undefined;
  /** Real path of the running system. */
  readonly runningSystem: string | undefined;
  /** Real path of the system that was booted. */
  readonly bootedSystem: string | undefined;
  /** Real path of the system that the kernel was told to start. */
  readonly startedSystem: string | undefined;
  /** `/etc/specialisation`, which says what runs where its user has set that up. */
  readonly marker: string | undefined;
  /** Details of the running and the booted system and of all parts of the newest generation, by real path. */
  readonly details: ReadonlyMap<string, SystemDetails>;
}

/** The home of its user. */
export interface HomeFacts {
  /** The newest Home Manager generation of this user. */
  readonly home: Built | undefined;
  /** Where this user's Home Manager profile is, or would be. */
  readonly homeProfile: string;
  /** Home Manager comes with the system: a service activates its base with every boot. */
  readonly isHomeService: boolean;
  /** Real path of the active Home Manager generation. */
  readonly runningHome: string | undefined;
}

/** Where a configuration lies. */
export interface FolderFacts {
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

export interface MachineFacts extends SystemFacts, HomeFacts, FolderFacts {}
