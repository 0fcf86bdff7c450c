// What modules say: definitions on their way from a module's `config` to an option.
import type { Entry, Slot, UnknownValue, Value } from '../eval/values';
import type { AttrsExpr, LambdaExpr } from '../syntax/ast';

/** One module of an evaluation, its function applied. */
export interface Module {
  /** Identity for imports: a path imported twice is one module. */
  readonly key: string;
  /** The file it is written in; what error messages name. */
  readonly file: string;
  readonly config: Entry;
  readonly options: Entry | undefined;
  /** The head that received the module arguments, when the module is a function written in `file`. */
  readonly head: LambdaExpr | undefined;
  /** The set that the module is, when it is no function and stands in `file` itself. */
  readonly inline: AttrsExpr | undefined;
  /**
   * Whether it is the value of an option in another module, with that one's `head` and `inline`, but another `config`.
   */
  readonly isValue: boolean;
  /** The set that it is then, where it is written as one. */
  readonly valueSet?: AttrsExpr | undefined;
  /** Whether the module as a whole is what the file contains (so its head may be edited). */
  readonly wholeFile: boolean;
  /** The file it is imported from as a value. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Set when it is not sure that the module takes part. */
  readonly doubt: UnknownValue | undefined;
  /** Which part of a system brought it in. */
  readonly scope: Scope;
  /** Named by the system itself, as the `configuration` of a specialisation; not imported by another module. */
  readonly isRoot: boolean;
}

/** The other file that a module is written in. */
export interface Elsewhere {
  readonly file: string;
  /** Its function, or that of the module around it. */
  readonly head: LambdaExpr | undefined;
  /** Whether it is this function, or the file: not only a set within. */
  readonly isOwn: boolean;
}

/** `base`: a module of the base system; `specialisation`: one that a specialisation adds. */
export type Scope = 'base' | 'specialisation';

/** A property met on the way down, outermost first. */
export type Wrapper =
  | { readonly kind: 'if'; readonly condition: Slot }
  | { readonly kind: 'override'; readonly priority: Slot; readonly content: Entry }
  | { readonly kind: 'doubt'; readonly reason: UnknownValue };

/**
 * A value given to some path by a module, properties not yet looked into. `wrappers` were
 * pushed down from sets around it.
 */
export interface RawDefinition {
  readonly module: Module;
  readonly entry: Entry;
  readonly wrappers: readonly Wrapper[];
  /** Discharged already: what a renamed option hands on to the new one. */
  readonly ready?: Definition;
}

/** Something that may define anything at or below a path, for a reason. */
export interface Opening {
  readonly module: Module;
  readonly reason: UnknownValue;
}

/** A definition of an option after properties are discharged. */
export interface Definition {
  readonly module: Module;
  /** Where the value is written: the attribute, and the innermost expression inside mkIf and mkMerge. */
  readonly entry: Entry;
  /** The value itself, override and order stripped. */
  readonly slot: Slot;
  /** 100 for a plain definition. */
  readonly priority: number;
  /** The override that set the priority: pushed down from a set around it, or standing at the value itself. */
  readonly override: { readonly at: 'value' | 'outside'; readonly content: Entry } | undefined;
  readonly order: number;
  /** Why it is not sure that the definition counts (a condition that is not known). */
  readonly doubt: UnknownValue | undefined;
}

export const PLAIN_PRIORITY = 100;
export const DEFAULT_PRIORITY = 1000;
export const OPTION_DEFAULT_PRIORITY = 1500;
export const FORCE_PRIORITY = 50;

/** The integer a priority slot holds, when known. */
export function integerOf(value: Value): number | undefined {
  return value.kind === 'int' ? Number(value.value) : undefined;
}
