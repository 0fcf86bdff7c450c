import type { MergeClass } from './merge-class';

/** A fact about one option of NixOS or Home Manager. */
export interface OptionFact {
  /** Canonical path with `<name>` for an attribute of an attrsOf and `*` for a list element. */
  readonly path: readonly string[];
  /** The type as the manual words it, for people. */
  readonly type: string;
  readonly merge: MergeClass;
  /** The default as Nix text, when it is a short literal. */
  readonly default: string | undefined;
  /** As the manual has it; only of a release that was read. */
  readonly description: string | undefined;
  readonly declared: readonly Place[];
}

/** A line of a file, where it is known which. */
export interface Place {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number | undefined;
}

/** Where a concrete path stands in a catalogue. */
export type Lookup =
  /** The first `depth` segments are the option; the rest of the path (if any) lies inside its value. */
  | { readonly kind: 'option'; readonly fact: OptionFact; readonly depth: number }
  /** The path is a strict prefix of known options: a tree, not an option. */
  | { readonly kind: 'tree' }
  | { readonly kind: 'unknown' };

/** The options of one module system (NixOS, Home Manager), read lazily. */
export interface Catalogue {
  /**
   * The outermost option at or above `path`. Segments are plain attribute names; they match
   * `<name>` where the table has it.
   * The fact of `users.users.kim.uid` is `users.users` (depth 2); ask `inside` for what lies below.
   */
  lookup(path: readonly string[]): Lookup;
  /**
   * The option declared inside submodules along `path`, deepest first
   * (`users.users.kim.uid` → `users.users.<name>.uid`).
   */
  inside(path: readonly string[]): Lookup;
  /**
   * The current name of a renamed path (whole or by a renamed prefix), applied until it no longer changes; the path
   * itself when it is not renamed.
   */
  canonical(path: readonly string[]): readonly string[];
  /** Old names that stand for a path, or for something around it. */
  oldNames(path: readonly string[]): readonly (readonly string[])[];
  /** The names directly below a path, those of submodules included. */
  names(path: readonly string[]): readonly string[];
  /** The reason why an option is gone, when the table knows it was removed. */
  removed(path: readonly string[]): string | undefined;
}
