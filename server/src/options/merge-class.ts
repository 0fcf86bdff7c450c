// How definitions of one option become one value: the shape of an option's type as far as merging needs it
// (lib/types.nix; the classes are described in docs/ARCHITECTURE.md). Classes read from facts are plain data; those of
// types that a configuration declares itself also carry what only evaluation gives: modules of a
// submodule, checks, coercions.
import type { Slot, Value } from '../eval/values';

/** Whether a value is of the type; undefined when that cannot be told. */
export type Check = (value: Value) => boolean | undefined;

/** Scalars whose literals can be checked without evaluating anything. */
export type Scalar = 'bool' | 'int' | 'float' | 'number' | 'string' | 'path' | 'enum' | 'other';

export type MergeClass =
  /** All definitions must be equal (bool, int, str, path, enum …). */
  | { readonly kind: 'equal'; readonly scalar: Scalar; readonly check?: Check }
  /** A second definition conflicts even when equal (package, raw, uniq); the only one is merged as `of`, if at all. */
  | { readonly kind: 'one'; readonly isPackage?: true; readonly check?: Check; readonly of?: MergeClass }
  /**
   * One definition as it is, several as a class that nobody is known to declare; without one,
   * sets per key in the same way.
   */
  | { readonly kind: 'undeclared'; readonly several: MergeClass | undefined }
  /** Strings joined; `separator` undefined when the facts do not say which. */
  | { readonly kind: 'lines'; readonly separator: string | undefined }
  | { readonly kind: 'list'; readonly element: MergeClass; readonly nonEmpty?: boolean }
  /** Logical or of all definitions. */
  | { readonly kind: 'or' }
  /**
   * Merged per key, each with the element's class. `lazy`: a condition around one of the keys
   * is looked at for that key only.
   */
  | { readonly kind: 'attrs'; readonly element: MergeClass; readonly lazy?: true }
  /** Merged per option; which options, is known by path. `freeform` merges keys that are not options. */
  | { readonly kind: 'submodule'; readonly freeform: MergeClass | undefined; readonly declared?: SubmoduleDeclaration }
  | { readonly kind: 'nullOr'; readonly of: MergeClass }
  | { readonly kind: 'either'; readonly of: readonly MergeClass[] }
  /** Each definition is coerced, then merged as `to`. */
  | { readonly kind: 'coerced'; readonly to: MergeClass; readonly from?: MergeClass; readonly coerce?: Slot }
  /** A format's value (JSON, YAML, TOML, INI): sets per key, lists concatenated, scalars equal. */
  | { readonly kind: 'freeform' }
  /** types.attrs: `//`, never conflicts. */
  | { readonly kind: 'attrs-shallow' }
  | { readonly kind: 'anything' }
  | { readonly kind: 'unspecified' }
  /** systemd unit settings: any list makes it concatenate, else equal. */
  | { readonly kind: 'systemd-option' }
  /** Modules, types, filesets: united, never conflict. `deferred`: the modules that a deferredModule brings along. */
  | { readonly kind: 'modules'; readonly deferred?: Slot }
  | { readonly kind: 'tag'; readonly tags?: ReadonlyMap<string, MergeClass> }
  | { readonly kind: 'function'; readonly result: MergeClass }
  /** `isUnseen`: nobody is seen to declare the option, so that a function may be a module as well. */
  | { readonly kind: 'unknown'; readonly isUnseen?: true };

/** What `types.submodule` was given. */
export interface SubmoduleDeclaration {
  readonly modules: readonly Slot[];
  readonly specialArgs: Slot | undefined;
  /** `submodule` reads a definition's set as configuration only; `submoduleWith` may read it as a whole module. */
  readonly shorthandOnlyDefinesConfig: boolean;
  /** Others declare the option too: it may have more options than the modules here say. */
  readonly alsoElsewhere?: boolean;
}

export const UNKNOWN_CLASS: MergeClass = { kind: 'unknown' };
/** The class of an option that nobody is seen to declare. */
export const UNSEEN_CLASS: MergeClass = { kind: 'unknown', isUnseen: true };

/** Whether definitions of equal priority come together, so that none of them has to win. */
export function isCombined(type: MergeClass): boolean {
  switch (type.kind) {
    case 'list':
    case 'lines':
    case 'attrs':
    case 'submodule':
    case 'freeform':
    case 'attrs-shallow':
      return true;
    case 'nullOr':
      return isCombined(type.of);
    case 'coerced':
      return isCombined(type.to);
    default:
      return false;
  }
}

/** The class of an option that others declare too. */
export function alsoElsewhere(type: MergeClass): MergeClass {
  switch (type.kind) {
    case 'submodule':
      return type.declared === undefined ? type : { ...type, declared: { ...type.declared, alsoElsewhere: true } };
    case 'attrs':
    case 'list':
      return { ...type, element: alsoElsewhere(type.element) };
    case 'nullOr':
      return { ...type, of: alsoElsewhere(type.of) };
    case 'either':
      return { ...type, of: type.of.map(alsoElsewhere) };
    case 'coerced':
      return { ...type, to: alsoElsewhere(type.to) };
    default:
      return type;
  }
}

/** Whether a type has nothing but what formats have: sets, lists and values that have to be equal. */
export function isOfFormat(type: MergeClass): boolean {
  switch (type.kind) {
    case 'equal':
    case 'freeform':
      return true;
    case 'nullOr':
      return isOfFormat(type.of);
    case 'either':
      return type.of.every(isOfFormat);
    case 'list':
    case 'attrs':
      return isOfFormat(type.element);
    default:
      return false;
  }
}

/** What each attribute of a set of a type may be. */
export function attributesOf(type: MergeClass): readonly MergeClass[] {
  switch (type.kind) {
    case 'attrs':
      return [type.element];
    case 'nullOr':
      return attributesOf(type.of);
    case 'either':
      return type.of.flatMap(attributesOf);
    case 'coerced':
      return [UNKNOWN_CLASS];
    default:
      return [];
  }
}
