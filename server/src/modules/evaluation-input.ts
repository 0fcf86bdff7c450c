// What one evaluation of modules is made of.
import type { Interpreter } from '../eval/interpreter';
import type { AttrsValue, Slot, Value } from '../eval/values';
import type { MergeClass } from '../options/merge-class';
import type { Declaration } from './declarations';
import type { Defaults } from './defaults';
import type { Definition } from './definition';
import type { Evaluation } from './evaluation';
import type { Facts } from './facts';
import type { ModuleRef } from './load-module';

export interface EvaluationInput {
  readonly interpreter: Interpreter;
  readonly roots: readonly ModuleRef[];
  readonly facts: Facts;
  /** From the root of the system; not empty for submodules. */
  readonly prefix: readonly string[];
  /** Names this evaluation's `config` among others, so that two systems' values are never taken for one another. */
  readonly label: string;
  readonly specialArgs: AttrsValue;
  /** Options that the system declares itself, by dotted path. */
  readonly builtin: ReadonlyMap<string, Declaration>;
  /** Definitions that the system makes itself (no-clone.nix). */
  readonly fixed: ReadonlyMap<string, Definition>;
  /** Arguments that modules get through `_module.args`, as `pkgs`. */
  readonly moduleArgs: ReadonlyMap<string, Slot>;
  /** What undeclared attributes are merged as. */
  readonly freeform: MergeClass | undefined;
  /**
   * What kind of modules it is made of, as modules get it by the argument `_class`; undefined where it is not known.
   */
  readonly moduleClass?: string | undefined;
  /**
   * The names that the system gives to modules by itself, where nothing but them, the special
   * arguments and `_module.args` is given.
   */
  readonly ownArguments?: ReadonlySet<string> | undefined;
  /** A system whose modules are all given by files of the user's. */
  readonly isWhole?: boolean;
  /** What is made of options that nobody sets; undefined where that is nothing. */
  readonly defaults?: Defaults | undefined;
  /** What readers get of options whose `apply` is known, by dotted path. */
  readonly applied?: ReadonlyMap<string, (value: Value) => Value> | undefined;
  /** True when nothing outside the modules declares options: an undeclared name is then certainly none. */
  readonly closed: boolean;
  /** Gives the evaluation of a submodule value that is a system of its own (a Home Manager user). */
  nested?(path: readonly string[], refs: readonly ModuleRef[], parent: Evaluation): Evaluation | undefined;
}
