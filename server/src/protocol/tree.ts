// What the view of specialisations asks the server: systems at once, the differences of each part when it is opened.
import type { ConfigRoot } from './run';

/** A place in a file, as the protocol spells it. */
export interface Place {
  readonly uri: string;
  readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly character: number }>>;
}

/** Names one system, or with `specialisation` one variant of it. */
export interface SystemKey {
  readonly kind: 'nixos' | 'home-manager';
  readonly host: string | null;
  readonly entry: string;
  /** The option path of a Home Manager user inside NixOS; empty for systems that stand alone. */
  readonly inside: readonly string[];
  /** null: the base. */
  readonly specialisation: string | null;
}

/** A configuration: a host, or a home. `At` is how places are told. */
export interface SystemNode<At = Place> {
  readonly kind: 'system';
  /** Stays the same as long as the system is there; the same holds for all nodes. */
  readonly id: string;
  readonly system: SystemKey['kind'];
  readonly name: string;
  /** The user whose home it is, inside of a NixOS system. */
  readonly user: string | null;
  /** What its machine is called: `networking.hostName`; null where that is not known, and of homes. */
  readonly hostName: string | null;
  /** What tells it from others of the same name: the flake's folder or the file. */
  readonly path: string;
  /** The base first. */
  readonly parts: readonly PartNode<At>[];
}

/** How many options are in conflict, by how sure that is. */
export type Conflicts = Readonly<Record<'certain' | 'likely' | 'possible', number>>;

/** The base of a system, or one of its specialisations. */
export interface PartNode<At = Place> {
  readonly kind: 'base' | 'specialisation';
  readonly id: string;
  readonly key: SystemKey;
  /** What commands name; null where nothing can be built, since it is not on disk. */
  readonly root: ConfigRoot | null;
  /** Whether it takes over the modules of the base; null: not known. */
  readonly inherits: boolean | null;
  readonly conflicts: Conflicts;
  readonly at: At;
}

export type ChangeKind =
  /** Its definitions and those of the base do not merge. */
  | 'conflict'
  /** A definition is not of the option's type, or the option is read-only, which it is not in the base. */
  | 'invalid'
  /** The base does not define the option. */
  | 'added'
  /** Its definition takes the place of the base's. */
  | 'overridden'
  /** What the base gives stays, and more comes to it: lists, lines, sets. */
  | 'extended'
  /** The base defines the option, and here nothing is left of it. */
  | 'removed'
  /**
   * No definition of its own wins, yet the value differs: it is computed from others, or a condition decides otherwise.
   */
  | 'derived'
  /** It says what the base says. */
  | 'same'
  /** It defines the option, but the base's definition is stronger. */
  | 'ineffective'
  /** It may change the option: that depends on something that is not known. */
  | 'possible';

/** An option that differs from the base. */
export interface DifferenceNode<At = Place> {
  readonly kind: 'option';
  readonly id: string;
  readonly option: string;
  readonly change: ChangeKind;
  /** Values in short, of the base and of the specialisation. */
  readonly before: string | null;
  readonly after: string | null;
  /** Of a conflict: how sure it is, or that the user wants to hear nothing of it. */
  readonly proof: keyof Conflicts | 'ignored' | null;
  /** Those that count first. */
  readonly definitions: readonly DefinitionNode<At>[];
}

export interface DefinitionNode<At = Place> {
  readonly kind: 'definition';
  readonly id: string;
  readonly shown: string;
  /** In words; empty for a plain value. */
  readonly priority: string;
  readonly scope: 'base' | 'specialisation' | 'system';
  /** `equal`: one of those that do not merge. */
  readonly role: 'wins' | 'equal' | 'loses' | 'possible';
  readonly at: At | null;
}

/** Request without parameters: the systems worth showing. */
export const SYSTEMS_REQUEST = 'nixosSpecialisations/systems';
export interface SystemsResult {
  /** Empty when none has a specialisation. */
  readonly systems: readonly SystemNode[];
  /** How many configurations there are, with specialisations or without. */
  readonly found: number;
  /** Conflicts as the list of problems counts them: each once, however many hosts and places. */
  readonly conflicts: number;
}

/** Request: how a specialisation differs from its base; of the base, its conflicts. */
export const DIFFERENCES_REQUEST = 'nixosSpecialisations/differences';
export type DifferencesParams = Pick<PartNode, 'id' | 'key'>;
export type DifferencesResult = readonly DifferenceNode[];

/** Notification to a client that shows the view: there are new results, so what it asked may have another answer. */
export const ANALYSED_NOTIFICATION = 'nixosSpecialisations/analysed';
