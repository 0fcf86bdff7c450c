import type { Site } from '../eval/site';
import type { ErrorValue, OpaqueValue, Slot, Value } from '../eval/values';
import { makeArguments } from './arguments';
import { type Collection, collectModules, emptyCollection } from './collect';
import { ConfigView } from './config-view';
import type { Declaration } from './declarations';
import type { Opening, RawDefinition } from './definition';
import type { EvaluationInput } from './evaluation-input';
import { failureOf } from './merge/merged-value';
import type { Merged } from './merge/outcome';
import type { NodeKind } from './option-node';
import { OptionTree } from './option-tree';
import {
  brokenIn,
  type DefinedOption,
  definedOptions,
  openingsIn,
  type Skip,
  type Unmatched,
  unmatchedIn,
} from './option-walk';
import { optionsView } from './options-view';
import type { Level } from './push-down';
import { ask, type EndlessRecursion, Question, type QuestionKind } from './question';
import type { OldName } from './renames';
import { type Misshapen, misshapenIn } from './shape';

export class Evaluation {
  private collected: Collection | undefined;
  private readonly modulesQuestion = new Question('modules', this, []);
  private readonly tree = new OptionTree(this);
  private readonly view = new ConfigView(this, this.tree);
  /** `config` as the modules see it. */
  readonly config: OpaqueValue;

  /** `options` as the modules see it. */
  readonly options: OpaqueValue;

  constructor(readonly input: EvaluationInput) {
    this.config = this.view.at([]);
    this.options = optionsView(this);
  }

  get collection(): Collection {
    return this.collected ?? ask(this.modulesQuestion, undefined, () => this.collect(), emptyCollection);
  }

  private collect(): Collection {
    this.collected = collectModules(this.input.roots, this.input.interpreter, (fn) => makeArguments(this, fn));
    return this.collected;
  }

  /** Whether anybody has asked for its modules. */
  get isCollected(): boolean {
    return this.collected !== undefined;
  }

  /** While modules are being collected their configuration cannot be asked: real Nix recurses without end here. */
  tooEarly(site: Site | undefined): EndlessRecursion | undefined {
    return this.modulesQuestion.isOpen
      ? ask<EndlessRecursion | undefined>(
          this.modulesQuestion,
          site,
          () => undefined,
          (error) => error,
        )
      : undefined;
  }

  /** What fails in the sets around a path: then nothing there has a value. */
  failureAbove(path: readonly string[], site: Site | undefined): ErrorValue | undefined {
    return this.tree.failureAbove(this.tree.at(path), site);
  }

  /** Whether an argument that nothing is seen to pass is certainly not passed. */
  passesAll(path: readonly string[]): boolean {
    const { ownArguments, specialArgs } = this.input;
    const name = path.at(-1) ?? '';
    if (ownArguments === undefined || ownArguments.has(name) || specialArgs.open !== undefined) return false;
    const { definitions, unseen } = this.merged(path);
    return definitions.length === 0 && unseen.length === 0 && this.collection.opaque.length === 0;
  }

  /** The definitions made of the attributes at a path, not looking at what kind of option it is. */
  level(path: readonly string[]): Level {
    return this.tree.level(this.tree.at(path));
  }

  /** Everything that may define a path without being seen: sets with unknown attributes around it. */
  openings(path: readonly string[]): readonly Opening[] {
    return this.tree.openings(this.tree.at(path));
  }

  node(path: readonly string[]): NodeKind {
    return this.tree.whatIs(this.tree.at(path));
  }

  /**
   * How far down a path the first name stands that nobody is known to declare; undefined where there
   * is none, or it may be declared.
   */
  undeclaredDepth(path: readonly string[]): number | undefined {
    let node = this.tree.root;
    let depth = 0;
    for (const name of path) {
      node = node.child(name);
      depth++;
      const declared = node.declared.answer.kind;
      const fact = this.tree.facts(node).fact.kind;
      if (declared === 'unknown' || declared === 'option' || fact === 'option') return undefined;
      if (declared === 'none' && fact === 'unknown') return this.tree.freeform === undefined ? depth : undefined;
    }
    return undefined;
  }

  /** The names that the modules declare directly below a path. */
  namesAt(path: readonly string[]): readonly string[] {
    return [...this.tree.at(path).declared.names];
  }

  /** The option at a path, merged. */
  merged(path: readonly string[]): Merged {
    return this.tree.merged(this.tree.at(path));
  }

  /**
   * What certainly fails when an option is read the way the option's users do: its value, and the elements of a list.
   */
  failure(path: readonly string[]): ErrorValue | undefined {
    const node = this.tree.at(path);
    const failing = (): ErrorValue | undefined => {
      // What has failed within another question stays so, although its parts have values by now.
      node.failure ??= this.tree.failureAbove(node) ?? failureOf(this.tree.mergedWithin(node));
      return node.failure;
    };
    return this.tree.asked(node, 'value', undefined, failing, (error): ErrorValue | undefined => error);
  }

  /** What is defined at a path, nothing of it looked into. */
  raws(path: readonly string[]): readonly RawDefinition[] {
    return this.tree.raws(this.tree.at(path));
  }

  question(kind: QuestionKind, path: readonly string[]): Question {
    return kind === 'modules' ? this.modulesQuestion : this.tree.at(path).question(kind, this);
  }

  /**
   * Sets of options that cannot be looked at, by path. `skip` leaves out what lies below definitions it is true for.
   */
  brokenLevels(
    skip: (raws: readonly RawDefinition[]) => boolean,
  ): readonly { readonly path: readonly string[]; readonly failure: ErrorValue }[] {
    return brokenIn(this.tree, skip);
  }

  /** Filled by `defined`: the old names of options that modules use, by dotted path. */
  readonly oldNames = new Map<string, OldName>();

  get usesOldNames(): boolean {
    return this.oldNames.size > 0;
  }

  /** All options that modules define, old names under the current ones. */
  defined(skip: Skip = () => false): readonly DefinedOption[] {
    return definedOptions(this.tree, skip, this.oldNames);
  }

  /** Every set of options that may define more than is seen, but those below definitions that `skip` is true for. */
  allOpenings(skip: (raws: readonly RawDefinition[]) => boolean = () => false): readonly Opening[] {
    return openingsIn(this.tree, skip);
  }

  /**
   * Attributes that are defined but certainly declared by nobody, which real Nix rejects
   * (lib/modules.nix, checkUnmatched).
   */
  get unmatched(): readonly Unmatched[] {
    const { opaque, renames } = this.collection;
    const isOpen = !this.input.closed || this.tree.freeform !== undefined || opaque.length > 0;
    return isOpen || this.takesAnything ? [] : unmatchedIn(this.tree, renames);
  }

  /** What fits no option, whatever is declared elsewhere. `skip` leaves out definitions that need no look. */
  misshapen(skip: (raw: RawDefinition) => boolean): Misshapen {
    const found = misshapenIn(this.tree, skip);
    return this.takesAnything ? { ...found, strayKeys: [] } : found;
  }

  /** Whether modules say that what nobody declares is to be let through. */
  private get takesAnything(): boolean {
    const { names } = this.level(['_module']);
    return names.has('check') || names.has('freeformType');
  }

  /** Whether nothing is defined in it at all. */
  get isEmpty(): boolean {
    return this.level([]).names.size === 0;
  }

  /** Whether the modules declare something at a path. */
  isDeclared(path: readonly string[]): boolean {
    const { kind } = this.tree.at(path).declared.answer;
    return kind === 'option' || kind === 'tree';
  }

  /** The option that the modules declare at a path. */
  declarationAt(path: readonly string[]): Declaration | undefined {
    const { answer } = this.tree.at(path).declared;
    return answer.kind === 'option' && answer.declaration.files.length > 0 ? answer.declaration : undefined;
  }

  /**
   * The value of an option that is declared, or what else is known of it once its definitions are. @param site
   * the expression that reads it.
   */
  read(path: readonly string[], site: Site | undefined, then?: () => Value): Value {
    return this.view.read(path, site, then);
  }

  /** The whole configuration as a set: every option that is declared or defined. The value of a submodule. */
  get valueAll(): Slot {
    return this.view.whole;
  }
}
