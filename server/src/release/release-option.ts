// One option of a release of NixOS or Home Manager, as its own module system has it.
import type { Declared } from '../options/declared';
import type { MergeClass } from '../options/merge-class';

export interface ReleaseOption {
  /** Its location, with `<name>` and `*` where the module system has them. */
  readonly loc: readonly string[];
  /** The same as the release writes it. */
  readonly name: string;
  /** As the release describes its type; null where it does not. */
  readonly type: string | null;
  readonly merge: MergeClass;
  /** The default as Nix text, when it is a short literal. */
  readonly literal: string | undefined;
  /** The default as it is told: the literal, or code that says where it comes from. */
  readonly default: string | undefined;
  readonly description: string | undefined;
  readonly readOnly: boolean;
  readonly internal: boolean;
  /** False for options that are not told of: old names, and those that only modules set. */
  readonly visible: boolean;
  /** Files that declare it, absolute. */
  readonly declarations: readonly Declared[];
  /** The name that has taken its place, or that it is another name of. */
  readonly renamedTo: string | undefined;
  /** What NixOS says to whoever still defines it. */
  readonly removed: string | undefined;
}
