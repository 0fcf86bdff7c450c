// One evaluation of modules (lib.evalModules): its modules, its options, the definitions of each, and `config` as their fixpoint.
// A system is one; so is every value of a submodule type. Everything is computed when asked for, and kept.

import type { Interpreter } from '../eval/interpreter';
import { lazily } from '../eval/thunk';
import { AttrsValue, type Entry, ListValue, OpaqueValue, type Slot, type UnknownValue, unknown, type Value } from '../eval/values';
import { keyClass } from '../options/hidden-structure';
import { alsoElsewhere, type MergeClass, UNKNOWN_CLASS } from '../options/merge-class';
import { makeArguments } from './arguments';
import { type Collection, collectModules } from './collect';
import { type Declaration, DeclaredNode } from './declarations';
import type { Definition, Opening, RawDefinition } from './definition';
import type { Facts, Standing } from './facts';
import type { ModuleRef } from './load-module';
import { mergedValue } from './merge/collections';
import { defaultDefinition, mergeDefinitions } from './merge/definitions';
import type { Merged } from './merge/outcome';
import { MERGE_SITE } from './merge/scalars';
import { classOfType } from './option-type';
import { type Level, pushDown } from './push-down';
import type { OldName, Rename } from './renames';
import { type Node, Spot, samePath } from './spot';

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
  /** True when nothing outside the modules declares options: an undeclared name is then certainly none. */
  readonly closed: boolean;
  /** Gives the evaluation of a submodule value that is a system of its own (a Home Manager user). */
  nested?(path: readonly string[], refs: readonly ModuleRef[], parent: Evaluation): Evaluation | undefined;
}

/** An option that some module defines. `count` says by how many definitions as written; merging happens when asked for. */
export interface DefinedOption {
  readonly path: readonly string[];
  readonly raws: readonly RawDefinition[];
  merged(): Merged;
}

/** An attribute that no option is declared for, with its definitions that certainly take part. */
export interface Unmatched {
  readonly path: readonly string[];
  readonly raws: readonly RawDefinition[];
}

/** Option paths longer than this are taken for endless ones. */
const LONGEST_PATH = 64;

export class Evaluation {
  private collected: Collection | undefined;
  private collecting = false;
  private tree: Spot | undefined;
  /** `config` as the modules see it. */
  readonly config: OpaqueValue;

  constructor(readonly input: EvaluationInput) {
    this.config = this.view([]);
  }

  get collection(): Collection {
    if (this.collected === undefined) {
      this.collecting = true;
      this.collected = collectModules(this.input.roots, this.input.interpreter, (fn) => makeArguments(this, fn));
      this.collecting = false;
    }
    return this.collected;
  }

  /** Whether anybody has asked for its modules. */
  get isCollected(): boolean {
    return this.collected !== undefined;
  }

  /** While modules are being collected their configuration cannot be asked: real Nix recurses without end here. */
  get isReady(): boolean {
    return !this.collecting;
  }

  private get root(): Spot {
    this.tree ??= new Spot([], undefined, DeclaredNode.root(this.collection.modules, this.input.builtin));
    return this.tree;
  }

  private spot(path: readonly string[]): Spot {
    let spot = this.root;
    for (const name of path) spot = spot.child(name);
    return spot;
  }

  /** The definitions made of the attributes at a path, not looking at what kind of option it is. */
  level(path: readonly string[]): Level {
    return this.levelOf(this.spot(path));
  }

  private levelOf(spot: Spot): Level {
    spot.level ??= pushDown(
      spot.parent === undefined
        ? this.collection.modules.map((module) => ({ module, entry: { slot: module.config, origin: undefined }, wrappers: [] }))
        : this.rawsOf(spot),
    );
    return spot.level;
  }

  private rawsOf(spot: Spot): readonly RawDefinition[] {
    spot.raws ??= this.findRaws(spot);
    return spot.raws;
  }

  private findRaws(spot: Spot): readonly RawDefinition[] {
    const own = spot.parent === undefined ? NONE : (this.levelOf(spot.parent).names.get(spot.name) ?? NONE);
    const { renames } = this.collection;
    if (renames.length === 0) return own;
    const handedOn = renames
      .filter(({ to, exact }) => exact && samePath(to, spot.path))
      .flatMap(({ from }) => from.flatMap((old) => this.handedOn(this.spot(old))));
    return handedOn.length === 0 ? own : [...own, ...handedOn];
  }

  /** What a renamed option hands on: its strongest definitions, with their priority (lib/modules.nix, doRename). */
  private handedOn(from: Spot): readonly RawDefinition[] {
    const merged = mergeDefinitions(this, from.path, UNKNOWN_CLASS, this.rawsOf(from));
    return [...merged.winners, ...merged.possible].map((ready) => ({ module: ready.module, entry: ready.entry, wrappers: [], ready }));
  }

  /** The rename that a path is the old name of. */
  private renameOf(path: readonly string[]): Rename | undefined {
    return this.collection.renames.find(({ from }) => from.some((old) => samePath(old, path)));
  }

  /** Everything that may define a path without being seen: sets with unknown attributes around it. */
  openings(path: readonly string[]): readonly Opening[] {
    const openings: Opening[] = [];
    for (let spot = this.spot(path).parent; spot !== undefined; spot = spot.parent) openings.push(...this.levelOf(spot).openings);
    return openings;
  }

  node(path: readonly string[]): Node {
    return this.nodeOf(this.spot(path));
  }

  private nodeOf(spot: Spot): Node {
    spot.node ??= this.findNode(spot);
    return spot.node;
  }

  private findNode(spot: Spot): Node {
    const declared = spot.declared.answer;
    const { fact } = this.standing(spot);
    if (declared.kind === 'option') {
      // Declared by NixOS too: the types are merged, so its submodules have more options than are seen here.
      const type = fact.kind === 'option' ? alsoElsewhere(declared.declaration.class) : declared.declaration.class;
      return { kind: 'option', class: type, declaration: declared.declaration };
    }
    if (fact.kind === 'option') return { kind: 'option', class: fact.class, declaration: undefined };
    if (declared.kind === 'tree' || fact.kind === 'tree' || spot.parent === undefined) return { kind: 'tree' };
    if (this.rawsOf(spot).length === 0) return { kind: 'nothing' };
    const { freeform } = this;
    // Below a set of declared options, the type of what the undeclared ones are in.
    if (freeform !== undefined) return { kind: 'option', class: spot.path.slice(1).reduce(keyClass, freeform), declaration: undefined };
    // Undeclared: a tree as long as all values are sets.
    const level = this.levelOf(spot);
    const isTree = level.names.size > 0 || level.openings.length > 0;
    return isTree ? { kind: 'tree' } : { kind: 'option', class: UNKNOWN_CLASS, declaration: undefined };
  }

  private standing(spot: Spot): Standing {
    spot.standing ??= this.input.facts.at(spot.path);
    return spot.standing;
  }

  /** How far down a path the first name stands that nobody is known to declare; undefined where there is none, or it may be declared. */
  undeclaredDepth(path: readonly string[]): number | undefined {
    let spot = this.root;
    let depth = 0;
    for (const name of path) {
      spot = spot.child(name);
      depth++;
      const declared = spot.declared.answer.kind;
      const fact = this.standing(spot).fact.kind;
      if (declared === 'unknown' || declared === 'option' || fact === 'option') return undefined;
      if (declared === 'none' && fact === 'unknown') return this.freeform === undefined ? depth : undefined;
    }
    return undefined;
  }

  /** The names that the modules declare directly below a path. */
  namesAt(path: readonly string[]): readonly string[] {
    return [...this.spot(path).declared.names];
  }

  private get freeform(): MergeClass | undefined {
    const own = this.collection.freeform[0];
    return own === undefined ? this.input.freeform : freeformElement(classOfType(own));
  }

  /** The option at a path, merged. */
  merged(path: readonly string[]): Merged {
    const spot = this.spot(path);
    spot.merged ??= this.mergeAt(spot, this.rawsOf(spot));
    return spot.merged;
  }

  private mergeAt(spot: Spot, raws: readonly RawDefinition[]): Merged {
    const { path } = spot;
    const node = this.nodeOf(spot);
    const type = node.kind === 'option' ? node.class : UNKNOWN_CLASS;
    const declaration = node.kind === 'option' ? node.declaration : undefined;
    const fixed = this.input.fixed.get(path.join('.'));
    const fallback = declaration?.default === undefined ? undefined : defaultDefinition(declaration.default);
    return mergeDefinitions(this, path, type, raws, {
      extra: [fixed, fallback].filter((definition) => definition !== undefined),
      unseen: [...this.openings(path).map((opening) => opening.reason), ...this.conversions(path)],
      declaration,
    });
  }

  /** Definitions of old options that a function converts into definitions of this one. */
  private conversions(path: readonly string[]): readonly UnknownValue[] {
    return this.collection.renames
      .filter(({ to, exact, from }) => !exact && samePath(to, path) && from.some((old) => this.rawsOf(this.spot(old)).length > 0))
      .map(({ from }) => unknown('argument', `what ${from[0]?.join('.') ?? 'an old option'} is converted to`));
  }

  /** Filled by `defined`: the old names of options that modules use, by dotted path. */
  readonly oldNames = new Map<string, OldName>();

  get usesOldNames(): boolean {
    return this.oldNames.size > 0;
  }

  /**
   * All options that modules define, old names under the current ones. `skip` leaves out whatever lies below definitions it is true for.
   */
  defined(skip: (raws: readonly RawDefinition[]) => boolean = () => false): readonly DefinedOption[] {
    const sites = new Map<Spot, RawDefinition[]>();
    const add = (spot: Spot, raws: readonly RawDefinition[]): void => {
      const known = sites.get(spot);
      if (known === undefined) sites.set(spot, [...raws]);
      else for (const raw of raws) if (!known.includes(raw)) known.push(raw);
    };
    const pending = [this.root];
    for (let spot = pending.pop(); spot !== undefined; spot = pending.pop()) {
      for (const [name, raws] of this.levelOf(spot).names) {
        if (skip(raws)) continue;
        const at = spot.child(name);
        if (at.path[0] === '_module' || at.path.length > LONGEST_PATH) continue;
        const rename = this.renameOf(at.path);
        if (rename !== undefined) this.oldNames.set(at.path.join('.'), { path: at.path, to: rename.to, raws, rename });
        if (rename?.to !== undefined) add(this.spot(rename.to), this.rawsOf(this.spot(rename.to)));
        if (rename !== undefined) continue;
        if (this.nodeOf(at).kind === 'tree') {
          pending.push(at);
          continue;
        }
        const { path } = this.standing(at);
        const isCurrent = samePath(path, at.path);
        if (!isCurrent) this.oldNames.set(at.path.join('.'), { path: at.path, to: path, raws, rename: undefined });
        add(isCurrent ? at : this.spot(path), this.rawsOf(at));
      }
    }
    return [...sites].map(([spot, raws]) => ({
      path: spot.path,
      raws,
      merged: () => (raws.length === this.rawsOf(spot).length ? this.merged(spot.path) : this.mergeAt(spot, raws)),
    }));
  }

  /** Every set of options that may define more than is seen. */
  get allOpenings(): readonly Opening[] {
    const openings: Opening[] = [];
    const pending = [this.root];
    for (let spot = pending.pop(); spot !== undefined; spot = pending.pop()) {
      if (spot.path.length > LONGEST_PATH) continue;
      const level = this.levelOf(spot);
      openings.push(...level.openings);
      for (const name of level.names.keys()) if (this.nodeOf(spot.child(name)).kind === 'tree') pending.push(spot.child(name));
    }
    return openings;
  }

  /** Attributes that are defined but certainly declared by nobody, which real Nix rejects (lib/modules.nix, checkUnmatched). */
  get unmatched(): readonly Unmatched[] {
    const { opaque, renames } = this.collection;
    if (!this.input.closed || this.freeform !== undefined || opaque.length > 0 || this.level(['_module']).names.has('check')) return [];
    const isOld = ({ path }: Spot): boolean => renames.some(({ from }) => from.some((old) => samePath(old.slice(0, path.length), path)));
    const found: Unmatched[] = [];
    const pending = [this.root];
    for (let spot = pending.pop(); spot !== undefined; spot = pending.pop()) {
      for (const [name, raws] of this.levelOf(spot).names) {
        const at = spot.child(name);
        const { kind } = at.declared.answer;
        if (at.path[0] === '_module' || isOld(at)) continue;
        const sure = raws.filter(isSure);
        if (kind === 'none' && sure.length > 0) found.push({ path: at.path, raws: sure });
        if (kind === 'tree') pending.push(at);
      }
    }
    return found;
  }

  /** Whether nothing is defined in it at all. */
  get isEmpty(): boolean {
    return this.level([]).names.size === 0;
  }

  /** `config` at a path: known options give their value, everything else stays a place in this system's configuration. */
  private view(path: readonly string[]): OpaqueValue {
    const name = ['config', ...path].join('.');
    return new OpaqueValue(this.input.label === '' ? name : `${this.input.label} ${name}`, 'plain', (segment) =>
      this.select([...path, segment]),
    );
  }

  private select(path: readonly string[]): Slot | undefined {
    if (!this.isReady) return unknown('config', `config.${path.join('.')}${TOO_EARLY}`);
    const rename = this.renameOf(path);
    if (rename?.to !== undefined) return this.select(rename.to);
    const node = this.node(path);
    if (node.kind === 'option') return lazily(MERGE_SITE, () => this.value(path, node.declaration));
    return node.kind === 'nothing' && this.isClosedAt(path) ? undefined : this.view(path);
  }

  /** Whether nobody that is not seen can define or declare a path. */
  private isClosedAt(path: readonly string[]): boolean {
    return this.input.closed && this.collection.opaque.length === 0 && this.openings(path).length === 0;
  }

  private value(path: readonly string[], declaration: Declaration | undefined): Value {
    const merged = this.merged(path);
    if (merged.outcome.kind === 'unset') return new OpaqueValue(`${this.input.label} config.${path.join('.')}`, 'plain');
    const value = mergedValue(merged);
    // An option of NixOS may get more from NixOS's own modules than is seen here.
    return declaration === undefined && !this.input.closed ? partial(value, merged) : value;
  }

  /** The whole configuration as a set: every option that is declared or defined. The value of a submodule. */
  get valueAll(): Slot {
    return lazily(MERGE_SITE, () => this.setAt(this.root));
  }

  private setAt(spot: Spot): Value {
    const level = this.levelOf(spot);
    const names = new Set([...spot.declared.names, ...level.names.keys()]);
    if (spot.parent === undefined) names.delete('_module');
    const entries = new Map<string, Entry>();
    for (const name of names) {
      const at = spot.child(name);
      const node = this.nodeOf(at);
      if (node.kind === 'nothing') continue;
      const slot = lazily(MERGE_SITE, () => (node.kind === 'tree' ? this.setAt(at) : this.value(at.path, node.declaration)));
      entries.set(name, { slot, origin: undefined });
    }
    const [opening] = [...level.openings, ...this.openings(spot.path)];
    const more = this.input.closed ? this.collection.opaque[0]?.reason : unknown('config', 'options that are declared elsewhere');
    return new AttrsValue(entries, opening?.reason ?? more);
  }
}

const NONE: readonly RawDefinition[] = [];

const TOO_EARLY = ' while modules are collected';

/** Whether something is not known because modules are collected by what they configure: real Nix recurses without end. */
export const isTooEarly = ({ code, detail }: UnknownValue): boolean => code === 'config' && detail.endsWith(TOO_EARLY);

/** Whether a definition certainly takes part; a condition that is false does not take it out. */
const isSure = ({ module, wrappers }: RawDefinition): boolean =>
  module.doubt === undefined && wrappers.every((wrapper) => wrapper.kind !== 'doubt');

function freeformElement(type: MergeClass): MergeClass {
  return type.kind === 'attrs'
    ? type.element
    : type.kind === 'freeform' || type.kind === 'anything'
      ? type
      : type.kind === 'submodule'
        ? (type.freeform ?? UNKNOWN_CLASS)
        : UNKNOWN_CLASS;
}

/** A combined value of an option that others may add to. */
function partial(value: Value, merged: Merged): Value {
  const more = (): UnknownValue => unknown('config', `what NixOS itself adds to ${merged.path.join('.')}`);
  if (value.kind === 'attrs' && value.open === undefined) return new AttrsValue(value.entries, more());
  if (value.kind === 'list' && value.open === undefined) return new ListValue(value.items, more());
  return value.kind === 'string' && merged.class.kind === 'lines' ? more() : value;
}
