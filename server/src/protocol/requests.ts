// The requests and names that only our own client and server know.
import type { MachineState } from './machine';
import type { ConfigRoot } from './run';
import type { Place } from './tree';

/** A specialisation as the editor shows it: enough to build a RunSpec for any action. */
export interface SpecialisationTarget {
  readonly system: 'nixos' | 'home-manager';
  readonly host: string | null;
  readonly specialisation: string;
  readonly root: ConfigRoot;
  /** The option path of a Home Manager user inside NixOS, whose home it is; left out for what stands alone. */
  readonly inside?: readonly string[];
}

/**
 * The command of a lens that runs something: with one RunSpec, or with several that differ in their host, of which the
 * client asks which is this machine's. Only emitted when the client says it implements it.
 */
export const RUN_COMMAND = 'nixosSpecialisations.run';
/** Opens the list of all actions for one target (the lens "More…"), or first that of the hosts ("3 hosts…"). */
export const MORE_COMMAND = 'nixosSpecialisations.more';

/** Shows the table of overrides of the file in hand: the lens where nothing can be run. */
export const SHOW_TABLE_COMMAND = 'nixosSpecialisations.showTable';

/**
 * The command of a lens that runs something, for editors that have none of the above: `workspace/executeCommand` with
 * its RunSpecs answers with a PlanResult. The server runs nothing.
 */
export const PLAN_COMMAND = 'nixosSpecialisations.plan';
/** What to start in a terminal: one command for each host that may be meant. */
export interface PlanResult {
  readonly version: 1;
  readonly plans: readonly { readonly title: string; readonly argv: readonly string[]; readonly cwd: string }[];
}

/** Client capability, sent as `initializationOptions`. */
export interface InitializationOptions {
  /** Commands the client implements; lenses with other commands are not emitted. */
  readonly commands?: readonly string[];
  /** Whether the client starts what PLAN_COMMAND answers with; else the command line is shown in a message. */
  readonly runsPlans?: boolean;
  /** False in an untrusted workspace: lenses are then left out. */
  readonly trusted?: boolean;
  /** Levels of rules by code, as the setting of that name. */
  readonly rules?: unknown;
  /** What is shown and offered: `inlayHints`, `completion`, as the settings of those names. */
  readonly features?: unknown;
  /** Whether the client hands its files over (protocol/files.ts): the server then reads none itself. */
  readonly handsFiles?: boolean;
  /** Where the server may keep what it finds out about releases; left out: in the user's cache. */
  readonly cacheFolder?: string;
  /** Whether another language server works on the same documents. */
  readonly hasOtherServer?: boolean;
  /** Whether the client shows what STATUS_NOTIFICATION says. */
  readonly status?: boolean;
  /** Whether the client wants to be told which documents have nothing to do with NixOS (FOREIGN_NOTIFICATION). */
  readonly foreign?: boolean;
  /** Whether the client wants to be told of new results (protocol/tree.ts). */
  readonly tree?: boolean;
  /** What is known of this machine. Left out: only its name, which the server asks itself. */
  readonly machine?: MachineState;
}

/**
 * Notification: of documents that are open, whether they have nothing to do with a configuration. There is nothing to
 * say about those: whatever is asked by itself need not be asked. Sent when one became known, or became the other.
 */
export const FOREIGN_NOTIFICATION = 'nixosSpecialisations/foreign';
export type ForeignParams = readonly { readonly uri: string; readonly isForeign: boolean }[];

/** The section of all settings. */
export const SECTION = 'nixosSpecialisations';
/** The section of the settings that says how loud each rule is. */
export const RULES_SECTION = 'nixosSpecialisations.rules';

/**
 * Request: which specialisations contain this position (the innermost first), or, without a
 * position, all that the file defines.
 */
export const TARGETS_REQUEST = 'nixosSpecialisations/targets';
export interface TargetsParams {
  readonly uri: string;
  readonly position?: { readonly line: number; readonly character: number };
}
export type TargetsResult = readonly SpecialisationTarget[];

/**
 * Request: where a new specialisation is written in a document, and how: `before`, a name to be chosen, `after` up to
 * where the cursor goes on, then `end`. Null where the document is no module, and has none of the system.
 */
export const NEW_SPECIALISATION_REQUEST = 'nixosSpecialisations/newSpecialisation';
export interface NewSpecialisationParams {
  readonly uri: string;
  /** The system that starts at the document, where it goes into one of the modules that are written there. */
  readonly system?: Pick<ModulesOfSystem, 'kind' | 'host'>;
}
export type NewSpecialisationResult = {
  /** What it takes the place of. */
  readonly range: Place['range'];
  readonly before: string;
  readonly after: string;
  readonly end: string;
} | null;

/** Request without parameters: the modules that a specialisation can be written into, of each configuration. */
export const MODULES_REQUEST = 'nixosSpecialisations/modules';
/** A configuration; `entry` and `modules` are addresses of files, the module that it starts with first. */
export interface ModulesOfSystem {
  readonly kind: 'nixos' | 'home-manager';
  readonly host: string | null;
  /** Whose home it is, inside of a NixOS system. */
  readonly user: string | null;
  readonly entry: string;
  readonly modules: readonly string[];
}
export type ModulesResult = readonly ModulesOfSystem[];

/** Request: checks the system that a file takes part in as a whole, with the modules of NixOS itself. */
export const CHECK_WHOLE_REQUEST = 'nixosSpecialisations/checkWhole';
export interface CheckWholeParams {
  readonly uri: string;
}
export type CheckWholeResult =
  /** What it says is among the diagnostics. */
  | {
      readonly kind: 'checked';
      /** The host; of a system without a name its file. */
      readonly system: string;
      readonly assertions: number;
      readonly warnings: number;
      /** Why something was not found out. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'failed'; readonly why: string }
  /** The file takes part in no system that is built, or no NixOS was found. */
  | { readonly kind: 'nothing' }
  /** Something else came before. */
  | { readonly kind: 'dropped' };

/** Notification to the client: what was analysed, and what was not and why. */
export const STATUS_NOTIFICATION = 'nixosSpecialisations/status';
export interface AnalysisStatus {
  /** Results are on their way. */
  readonly busy: boolean;
  /** Hosts and other whole systems. */
  readonly systems: number;
  readonly specialisations: number;
  /** Files that take part in a system. */
  readonly files: number;
  /** Files that no system was seen to use, analysed by themselves. */
  readonly fragments: readonly string[];
  /** Modules that could not be read, by the name they are imported as. */
  readonly unread: readonly string[];
  /** Data that should have come with the program. */
  readonly missing: readonly string[];
  /** Files that were not analysed, or not wholly, and why: `configuration.nix: …`. */
  readonly notes: readonly string[];
  /** The releases that configurations are built with; none: the bundled tables stand for all. */
  readonly releases: readonly ReleaseStatus[];
}

/** A release of NixOS or Home Manager that configurations are built with. */
export interface ReleaseStatus {
  readonly kind: 'nixos' | 'home-manager';
  /** `24.11`; empty where it does not say. */
  readonly release: string;
  /** The folder that it lies in. */
  readonly path: string;
  /** How it was found: by a setting, what a flake locks, pins, or as a channel. */
  readonly by: 'chosen' | 'lock' | 'input' | 'pin' | 'channel';
  /** Whether its own options are known; until then, those of the bundled tables are. */
  readonly state: 'read' | 'reading' | 'failed';
  /** Why they are not. */
  readonly why?: string;
}

/** Notification to the server: the workspace became trusted (lenses appear). */
export const TRUST_NOTIFICATION = 'nixosSpecialisations/trusted';
