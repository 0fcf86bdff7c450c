// What the client asks before it builds a configuration: what the analysis knows of it.
import type { RunSpec } from './run';

/** Request: what is known of the configuration that a run is about. */
export const KNOWLEDGE_REQUEST = 'nixosSpecialisations/knowledge';

export interface KnowledgeParams extends Pick<RunSpec, 'system' | 'host' | 'root'> {
  /** The specialisation whose differences from the base matter; null: those of none. */
  readonly specialisation: string | null;
}

export interface Knowledge {
  /** The specialisations that the configuration defines, as far as it could be read; null: it was not found. */
  readonly specialisations: readonly string[] | null;
  /** Whether these are surely all. */
  readonly hasAllSpecialisations: boolean;
  /** Whether it is a home that is a part of a system: nothing builds it by itself. */
  readonly isInSystem: boolean;
  /** The names of all configurations of its kind that its flake has; null where there may be more. */
  readonly configurations: readonly string[] | null;
  /** Whether the flake is set up for its host to be deployed by these; null where that is not known. */
  readonly fleets: Readonly<Record<Fleet, boolean | null>>;
  /** In how many options each part certainly conflicts; null is the base. Parts without are left out. */
  readonly conflicts: readonly { readonly specialisation: string | null; readonly count: number }[];
  /** The options in which the specialisation surely differs from its base. */
  readonly changedOptions: readonly string[];
  /** Every file of the workspace that takes part: absolute paths. */
  readonly files: readonly string[];
}

/** Programs that deploy what a flake is set up for. */
export type Fleet = 'colmena' | 'deploy-rs';

/** Null where nothing was found that the run could be about. */
export type KnowledgeResult = Knowledge | null;
