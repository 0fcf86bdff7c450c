// One evaluation of modules (lib.evalModules): its modules, its options, the definitions of each, and `config` as their fixpoint.
// A system is one; so is every value of a submodule type. Everything is computed when asked for, and kept.

import type { Code } from '../eval/code';
import type { Interpreter } from '../eval/interpreter';
import { lazily } from '../eval/thunk';
import {
  AttrsValue,
  type Entry,
  type ErrorValue,
  ListValue,
  OpaqueValue,
  type Slot,
  type UnknownValue,
  unknown,
  type Value,
} from '../eval/values';
import type { MergeClass } from '../options/merge-class';
import { makeArguments } from './arguments';
import { type Collection, collectModules, emptyCollection } from './collect';
import type { Declaration } from './declarations';
import type { Definition, Opening, RawDefinition } from './definition';
import type { Facts } from './facts';
import type { ModuleRef } from './load-module';
import { failureOf, mergedValue } from './merge/merged-value';
import type { Merged } from './merge/outcome';
import { MERGE_SITE } from './merge/scalars';
import { OptionSpots } from './option-spots';
import { optionsView } from './options-view';
import type { Level } from './push-down';
import { ask, type EndlessRecursion, Question, type QuestionKind } from './question';
import type { OldName } from './renames';
import { type Misshapen, misshapenIn } from './shape';
import type { Node, Spot } from './spot';
import { brokenIn, type DefinedOption, definedOptions, openingsIn, type Unmatched, unmatchedIn } from './survey';

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
  /** What kind of modules it is made of, as modules get it by the argument `_class`; undefined where it is not known. */
  readonly moduleClass?: string | undefined;
  /** The names that the system gives to modules by itself, where nothing but them, the special arguments and `_module.args` is given. */
  readonly ownArguments?: ReadonlySet<string> | undefined;
  /** A system whose modules are all given by files of the user's. */
  readonly isWhole?: boolean;
  /** True when nothing outside the modules declares options: an undeclared name is then certainly none. */
  readonly closed: boolean;
  /** Gives the evaluation of a submodule value that is a system of its own (a Home Manager user). */
  nested?(path: readonly string[], refs: readonly ModuleRef[], parent: Evaluation): Evaluation | undefined;
}

export class Evaluation {
  private collected: Collection | undefined;
  private readonly modulesQuestion = new Question('modules', this, []);
  private readonly spots = new OptionSpots(this);
  /** `config` as the modules see it. */
  readonly config: OpaqueValue;

  /** `options` as the modules see it. */
  readonly options: OpaqueValue;

  constructor(readonly input: EvaluationInput) {
    this.config = this.view([]);
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
  tooEarly(site: Code | undefined): EndlessRecursion | undefined {
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
  failureAbove(path: readonly string[], site: Code | undefined): ErrorValue | undefined {
    return this.spots.failureAbove(this.spots.at(path), site);
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
    return this.spots.level(this.spots.at(path));
  }

  /** Everything that may define a path without being seen: sets with unknown attributes around it. */
  openings(path: readonly string[]): readonly Opening[] {
    return this.spots.openings(this.spots.at(path));
  }

  node(path: readonly string[]): Node {
    return this.spots.node(this.spots.at(path));
  }

  /** How far down a path the first name stands that nobody is known to declare; undefined where there is none, or it may be declared. */
  undeclaredDepth(path: readonly string[]): number | undefined {
    let spot = this.spots.root;
    let depth = 0;
    for (const name of path) {
      spot = spot.child(name);
      depth++;
      const declared = spot.declared.answer.kind;
      const fact = this.spots.standing(spot).fact.kind;
      if (declared === 'unknown' || declared === 'option' || fact === 'option') return undefined;
      if (declared === 'none' && fact === 'unknown') return this.spots.freeform === undefined ? depth : undefined;
    }
    return undefined;
  }

  /** The names that the modules declare directly below a path. */
  namesAt(path: readonly string[]): readonly string[] {
    return [...this.spots.at(path).declared.names];
  }

  /** The option at a path, merged. */
  merged(path: readonly string[]): Merged {
    return this.spots.merged(this.spots.at(path));
  }

  /** What certainly fails when an option is read the way the option's users do: its value, and the elements of a list. */
  failure(path: readonly string[]): ErrorValue | undefined {
    const spot = this.spots.at(path);
    return this.spots.asked(
      spot,
      'value',
      undefined,
      () => this.spots.failureAbove(spot) ?? failureOf(this.spots.mergedWithin(spot)),
      (error): ErrorValue | undefined => error,
    );
  }

  /** What is defined at a path, nothing of it looked into. */
  raws(path: readonly string[]): readonly RawDefinition[] {
    return this.spots.raws(this.spots.at(path));
  }

  question(kind: QuestionKind, path: readonly string[]): Question {
    return kind === 'modules' ? this.modulesQuestion : this.spots.at(path).question(kind, this);
  }

  /** Sets of options that cannot be looked at, by path. */
  get brokenLevels(): readonly { readonly path: readonly string[]; readonly failure: ErrorValue }[] {
    return brokenIn(this.spots);
  }

  /** Filled by `defined`: the old names of options that modules use, by dotted path. */
  readonly oldNames = new Map<string, OldName>();

  get usesOldNames(): boolean {
    return this.oldNames.size > 0;
  }

  /** All options that modules define, old names under the current ones. `skip` leaves out whatever lies below definitions it is true for. */
  defined(skip: (raws: readonly RawDefinition[]) => boolean = () => false): readonly DefinedOption[] {
    return definedOptions(this.spots, skip, this.oldNames);
  }

  /** Every set of options that may define more than is seen. */
  get allOpenings(): readonly Opening[] {
    return openingsIn(this.spots);
  }

  /** Attributes that are defined but certainly declared by nobody, which real Nix rejects (lib/modules.nix, checkUnmatched). */
  get unmatched(): readonly Unmatched[] {
    const { opaque, renames } = this.collection;
    const isOpen = !this.input.closed || this.spots.freeform !== undefined || opaque.length > 0;
    return isOpen || this.takesAnything ? [] : unmatchedIn(this.spots, renames);
  }

  /** What fits no option, whatever is declared elsewhere. `skip` leaves out definitions that need no look. */
  misshapen(skip: (raw: RawDefinition) => boolean): Misshapen {
    const found = misshapenIn(this.spots, skip);
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

  /** `config` at a path: known options give their value, everything else stays a place in this system's configuration. */
  private view(path: readonly string[]): OpaqueValue {
    const name = ['config', ...path].join('.');
    return new OpaqueValue(this.input.label === '' ? name : `${this.input.label} ${name}`, 'plain', (segment, site) =>
      this.select([...path, segment], site),
    );
  }

  /** @param site the expression that reads it. */
  private select(path: readonly string[], site: Code | undefined): Slot | undefined {
    const early = this.tooEarly(site);
    if (early !== undefined) return early;
    const rename = this.spots.renameOf(path);
    if (rename?.to !== undefined) return this.select(rename.to, site);
    const spot = this.spots.at(path);
    const node = this.spots.node(spot);
    if (node.kind === 'option') return lazily(MERGE_SITE, () => this.value(spot, node.declaration, site));
    const failure = node.kind === 'nothing' ? this.spots.failureAbove(spot, site) : undefined;
    if (failure !== undefined) return failure;
    return node.kind === 'nothing' && this.isClosedAt(path) ? undefined : this.view(path);
  }

  /** Whether the modules declare something at a path. */
  isDeclared(path: readonly string[]): boolean {
    const { kind } = this.spots.at(path).declared.answer;
    return kind === 'option' || kind === 'tree';
  }

  /** The option that the modules declare at a path. */
  declarationAt(path: readonly string[]): Declaration | undefined {
    const { answer } = this.spots.at(path).declared;
    return answer.kind === 'option' && answer.declaration.files.length > 0 ? answer.declaration : undefined;
  }

  /**
   * The value of an option that is declared, or what else is known of it once its definitions are.
   * @param site the expression that reads it.
   */
  read(path: readonly string[], site: Code | undefined, then?: () => Value): Value {
    const spot = this.spots.at(path);
    if (then === undefined) return this.value(spot, this.declarationAt(path), site);
    return this.spots.asked<Value>(
      spot,
      'value',
      site,
      () => this.spots.failureAbove(spot, site) ?? this.spots.mergedWithin(spot).onTheWay ?? then(),
      (error) => error,
    );
  }

  /** Whether nobody that is not seen can define or declare a path. */
  private isClosedAt(path: readonly string[]): boolean {
    return this.input.closed && this.collection.opaque.length === 0 && this.openings(path).length === 0;
  }

  private value(spot: Spot, declaration: Declaration | undefined, site?: Code): Value {
    return this.spots.asked(
      spot,
      'value',
      site,
      () => this.spots.failureAbove(spot) ?? this.valueWithin(spot, declaration),
      (error) => error,
    );
  }

  private valueWithin(spot: Spot, declaration: Declaration | undefined): Value {
    const merged = this.spots.mergedWithin(spot);
    const { path } = spot;
    if (merged.outcome.kind === 'unset') return new OpaqueValue(`${this.input.label} config.${path.join('.')}`, 'plain');
    const value = mergedValue(merged);
    // An option of NixOS may get more from NixOS's own modules than is seen here.
    return declaration === undefined && !this.input.closed ? partial(value, merged) : value;
  }

  /** The whole configuration as a set: every option that is declared or defined. The value of a submodule. */
  get valueAll(): Slot {
    return lazily(MERGE_SITE, () => this.setAt(this.spots.root));
  }

  private setAt(spot: Spot): Value {
    const level = this.spots.level(spot);
    const names = new Set([...spot.declared.names, ...level.names.keys()]);
    if (spot.parent === undefined) names.delete('_module');
    const entries = new Map<string, Entry>();
    for (const name of names) {
      const at = spot.child(name);
      const node = this.spots.node(at);
      if (node.kind === 'nothing') continue;
      const slot = lazily(MERGE_SITE, () => (node.kind === 'tree' ? this.setAt(at) : this.value(at, node.declaration)));
      entries.set(name, { slot, origin: undefined });
    }
    const [opening] = [...level.openings, ...this.spots.openings(spot)];
    const more = this.input.closed ? this.collection.opaque[0]?.reason : unknown('config', 'options that are declared elsewhere');
    return new AttrsValue(entries, opening?.reason ?? more);
  }
}

/** A combined value of an option that others may add to. */
function partial(value: Value, merged: Merged): Value {
  const more = (): UnknownValue => unknown('config', `what NixOS itself adds to ${merged.path.join('.')}`);
  if (value.kind === 'attrs' && value.open === undefined) return new AttrsValue(value.entries, more());
  if (value.kind === 'list' && value.open === undefined) return new ListValue(value.items, more());
  return value.kind === 'string' && merged.class.kind === 'lines' ? more() : value;
}
