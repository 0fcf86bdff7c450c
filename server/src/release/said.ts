// What a module of NixOS says about a configuration.
import type { Location } from '../base/span';

/** Something that a module says about the configuration. */
export interface Said {
  readonly message: string;
  /** Where the module says it; undefined where that is not known. */
  readonly written: Location | undefined;
  /** The options that decide whether it is said, as written there. */
  readonly reads: readonly (readonly string[])[];
}
