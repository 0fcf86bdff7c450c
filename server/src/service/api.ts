// What lsp/ and cli/ see of the core.
import type { Proof } from '../analysis/conflicts';
import type { Location } from '../base/span';
import type { TextEdit } from '../base/text-edit';
import type { ConfigRoot } from '../protocol/run';
import type { Finding } from '../rules/finding';
import type { RuleSettings } from '../rules/settings';
import type { OptionDifference, SystemName } from './differences';
import type { SystemExplanation } from './explanation';
import type { KnownShare } from './known-share';
import type { UnknownSummary } from './unknowns';

/** One place that defines a specialisation. `location` is the span of its name; `block` reaches from there to the end of its definition. */
export interface SpecialisationSite {
  readonly location: Location;
  readonly block: Location;
}

export interface SpecialisationSummary {
  readonly name: string;
  /** null: could not be decided. */
  readonly inheritParentConfig: boolean | null;
  /** At least one; the first is the one to show. */
  readonly sites: readonly SpecialisationSite[];
  readonly conflicts: ConflictCounts;
}

/** How many options are in conflict, by how sure that is; those of the base are not counted again in its specialisations. */
export type ConflictCounts = Readonly<Record<Proof, number>>;

/** One system of modules: a host of a flake, a classic configuration, or a Home Manager configuration. */
export interface SystemSummary {
  readonly kind: 'nixos' | 'home-manager';
  readonly host: string | null;
  /** The file evaluation starts at. */
  readonly entry: string;
  /** What rebuild commands name. */
  readonly configRoot: ConfigRoot;
  /** The option path of a Home Manager user inside NixOS; empty for systems that stand alone. */
  readonly inside: readonly string[];
  readonly specialisations: readonly SpecialisationSummary[];
  /** Of the base. */
  readonly conflicts: ConflictCounts;
  /** Every file of the workspace that takes part, the entry included. */
  readonly files: readonly string[];
  /** True when it is probably a part of a system that was not found. */
  readonly isFragment: boolean;
  /** True for a machine of a test: there is nothing to switch or to rebuild. */
  readonly isTest: boolean;
  /** Modules that take part but could not be read, by the name they are imported as. */
  readonly unread: readonly string[];
}

/** The answer to everything at one moment; valid until the next change. */
export interface Snapshot {
  readonly systems: readonly SystemSummary[];
  /** All findings, sorted by file, then start. */
  readonly findings: readonly Finding[];
}

/** The answer as far as it is known: of the systems that are up to date. */
export interface PartialSnapshot extends Snapshot {
  /** Whether it is the whole answer. */
  readonly isComplete: boolean;
  /** Data files that should have come with the program. */
  readonly missing: readonly string[];
  /** What to show meanwhile: the findings, and of systems that are not up to date the last ones, where they stand now. */
  readonly shown: readonly Finding[];
  /** Whether all systems that a file takes part in are up to date, as far as they are known. */
  isSettled(file: string): boolean;
}

/** The state behind the server and the command line. Not concurrent: calls are synchronous. */
export interface WorkspaceApi {
  /** A buffer was opened, or replaced as a whole. */
  open(path: string, text: string): void;
  /** A buffer was edited: `edits` in the order they were made, each against the text left by the one before. */
  edit(path: string, text: string, edits: readonly TextEdit[]): void;
  /** The buffer was closed: the text on disk counts again. */
  close(path: string): void;
  /** Files appeared, vanished or changed on disk. */
  changed(paths: readonly string[]): void;
  /** What the user wants differently; until then every rule has its default. */
  configure(settings: { readonly rules: RuleSettings }): void;
  /**
   * Works on what is out of date until all is done or `until` (as of performance.now) has passed; systems that `focus` takes part in come first.
   * Returns whether all is done.
   */
  advance(until: number, focus?: string): boolean;
  /** What is up to date now. */
  readonly partial: PartialSnapshot;
  /** Everything, after finishing what is out of date. */
  snapshot(): Snapshot;
  /** The edit that silences a finding of the snapshot by a comment; undefined where none can stand. */
  suppression(finding: Finding): TextEdit | undefined;
  /** What becomes of each option that is defined, in each system. Costs more than a snapshot and is not kept. */
  explain(): readonly SystemExplanation[];
  /** How a specialisation differs from its base, by option; of a base: its conflicts. Undefined: there is no such system. Not kept. */
  differences(name: SystemName): readonly OptionDifference[] | undefined;
  /** What the analysis could not know, the most frequent first: of all systems, or of those that a file takes part in. */
  unknowns(file: string | undefined): readonly UnknownSummary[];
  /** How much of what these systems' modules say is known. */
  knownShare(file: string | undefined): KnownShare;
  dispose(): void;
}
