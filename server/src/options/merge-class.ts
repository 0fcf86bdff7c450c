// How definitions of one option become one value: the shape of an option's type as far as merging needs it
// (lib/types.nix; SEMANTICS of the classes in docs/ARCHITECTURE.md). Plain data.

/** Scalars whose literals can be checked without evaluating anything. */
export type Scalar = 'bool' | 'int' | 'float' | 'number' | 'string' | 'path' | 'enum' | 'other';

export type MergeClass =
  /** All definitions must be equal (bool, int, str, path, enum …). */
  | { readonly kind: 'equal'; readonly scalar: Scalar }
  /** A second definition conflicts even when equal (package, raw, uniq). */
  | { readonly kind: 'one' }
  /** Strings joined; `separator` undefined when the facts do not say which. */
  | { readonly kind: 'lines'; readonly separator: string | undefined }
  | { readonly kind: 'list'; readonly element: MergeClass }
  /** Logical or of all definitions. */
  | { readonly kind: 'or' }
  /** Merged per key, each with the element's class. */
  | { readonly kind: 'attrs'; readonly element: MergeClass }
  /** Merged per option; which options, is known by path. `freeform` merges keys that are not options. */
  | { readonly kind: 'submodule'; readonly freeform: MergeClass | undefined }
  | { readonly kind: 'nullOr'; readonly of: MergeClass }
  | { readonly kind: 'either'; readonly of: readonly MergeClass[] }
  /** Each definition is coerced, then merged as `to`. */
  | { readonly kind: 'coerced'; readonly to: MergeClass }
  /** A format's value (JSON, YAML, TOML, INI): sets per key, lists concatenated, scalars equal. */
  | { readonly kind: 'freeform' }
  /** types.attrs: `//`, never conflicts. */
  | { readonly kind: 'attrs-shallow' }
  | { readonly kind: 'anything' }
  | { readonly kind: 'unspecified' }
  /** systemd unit settings: any list makes it concatenate, else equal. */
  | { readonly kind: 'systemd-option' }
  /** Modules, types, filesets: united, never conflict. */
  | { readonly kind: 'modules' }
  | { readonly kind: 'tag' }
  | { readonly kind: 'function'; readonly result: MergeClass }
  | { readonly kind: 'unknown' };

export const UNKNOWN_CLASS: MergeClass = { kind: 'unknown' };
