// What whoever asks for a run knows of the configuration: the analysis, the editor, git. All of it is optional, and
// what is left out is not known.

import type { Fleet, Knowledge } from '../../protocol/knowledge';

export interface KnownConfiguration {
  /** Whether it is a home that is a part of a system: nothing builds it by itself. */
  readonly isInSystem?: boolean;
  /** The names of all configurations of its kind that its flake has, where these are surely all. */
  readonly configurations?: readonly string[];
  /** Whether the flake is set up for its host to be deployed by these programs. */
  readonly fleets?: Readonly<Partial<Record<Fleet, boolean>>>;
  /** The specialisations that the configuration defines. */
  readonly specialisations?: readonly string[];
  /** Whether these are surely all. */
  readonly hasAllSpecialisations?: boolean;
  /** In how many options each part certainly conflicts; null is the base. */
  readonly conflicts?: readonly { readonly specialisation: string | null; readonly count: number }[];
  /** The options in which it differs from its base. */
  readonly changedOptions?: readonly string[];
  /** Files of it that are open with changes that are not saved, as they are shown. */
  readonly unsaved?: readonly string[];
  /** Files of it that git does not know, as they are shown. */
  readonly untracked?: readonly string[];
}

/** What of it the analysis says. */
export function fromAnalysis(knowledge: Knowledge): KnownConfiguration {
  const { specialisations, hasAllSpecialisations, conflicts, changedOptions, configurations, fleets, isInSystem } =
    knowledge;
  const known = Object.entries(fleets).flatMap(([name, isSetUp]) => (isSetUp === null ? [] : [[name, isSetUp]]));
  return {
    ...(configurations === null ? {} : { configurations }),
    ...(specialisations === null ? {} : { specialisations, hasAllSpecialisations, conflicts, changedOptions }),
    fleets: Object.fromEntries(known),
    ...(isInSystem && { isInSystem }),
  };
}
