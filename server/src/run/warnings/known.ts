// What whoever asks for a run knows of the configuration: the analysis, the editor, git. All of it is optional, and
// what is left out is not known.

export interface KnownConfiguration {
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
