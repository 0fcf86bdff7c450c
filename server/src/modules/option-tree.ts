// What stands at each path of one evaluation's options, and what defines it. Everything is found out when
// asked for, and kept with the spot.
import { inShare } from '../eval/budget';
import type { Site } from '../eval/site';
import { type ErrorValue, type UnknownValue, unknown } from '../eval/values';
import { keyClass } from '../options/hidden-structure';
import { alsoElsewhere, type MergeClass, UNKNOWN_CLASS } from '../options/merge-class';
import { DeclaredNode } from './declarations';
import type { Opening, RawDefinition } from './definition';
import type { Evaluation } from './evaluation';
import type { PathFacts } from './facts';
import { defaultDefinition, mergeDefinitions, mergeFailure } from './merge/definitions';
import type { Merged } from './merge/outcome';
import { type NodeKind, OptionNode, samePath } from './option-node';
import { classOfType } from './option-type';
import { type Level, pushDown } from './push-down';
import { ask, type EndlessRecursion } from './question';
import type { Rename } from './renames';

export class OptionTree {
  private tree: OptionNode | undefined;

  constructor(private readonly of: Evaluation) {}

  get root(): OptionNode {
    this.tree ??= new OptionNode([], undefined, DeclaredNode.root(this.of.collection.modules, this.of.input.builtin));
    return this.tree;
  }

  at(path: readonly string[]): OptionNode {
    let spot = this.root;
    for (const name of path) spot = spot.child(name);
    return spot;
  }

  /** The definitions made of the attributes at a spot, not looking at what kind of option it is. */
  level(spot: OptionNode, site?: Site): Level {
    if (spot.level !== undefined) return spot.level;
    return this.asked(
      spot,
      'names',
      site,
      () => {
        spot.level = pushDown(this.sets(spot));
        return spot.level;
      },
      (failure): Level => ({ ...NO_LEVEL, failure }),
    );
  }

  /** Finds something out about a spot; `again` is the answer while that is what is being done. */
  asked<T>(
    spot: OptionNode,
    kind: 'names' | 'value',
    site: Site | undefined,
    work: () => T,
    again: (error: EndlessRecursion) => T,
  ): T {
    return ask(spot.question(kind, this.of), site, work, again);
  }

  /** What fails around a spot: where a set of options cannot be looked at, none of its options has a value. */
  failureAbove(of: OptionNode, site?: Site): ErrorValue | undefined {
    for (let spot = of.parent; spot !== undefined; spot = spot.parent) {
      const { failure } = this.level(spot, site);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  private sets(spot: OptionNode): readonly RawDefinition[] {
    if (spot.parent !== undefined) return this.raws(spot);
    return this.of.collection.modules.map((module) => ({ module, entry: module.config, wrappers: [] }));
  }

  raws(spot: OptionNode): readonly RawDefinition[] {
    spot.raws ??= this.findRaws(spot);
    return spot.raws;
  }

  private findRaws(spot: OptionNode): readonly RawDefinition[] {
    const own = spot.parent === undefined ? NONE : (this.level(spot.parent).names.get(spot.name) ?? NONE);
    const { renames } = this.of.collection;
    if (renames.length === 0) return own;
    const handedOn = renames
      .filter(({ to, exact }) => exact && samePath(to, spot.path))
      .flatMap(({ from }) => from.flatMap((old) => this.handedOn(this.at(old))));
    return handedOn.length === 0 ? own : [...own, ...handedOn];
  }

  /** What a renamed option hands on: its strongest definitions, with their priority (lib/modules.nix, doRename). */
  private handedOn(from: OptionNode): readonly RawDefinition[] {
    const merged = mergeDefinitions(this.of, from.path, UNKNOWN_CLASS, this.raws(from));
    return [...merged.winners, ...merged.possible].map((ready) => ({
      module: ready.module,
      entry: ready.entry,
      wrappers: [],
      ready,
    }));
  }

  /** The rename that a path is the old name of. */
  renameOf(path: readonly string[]): Rename | undefined {
    return this.of.collection.renames.find(({ from }) => from.some((old) => samePath(old, path)));
  }

  /** Everything that may define a spot without being seen: sets with unknown attributes around it. */
  openings(of: OptionNode): readonly Opening[] {
    const openings: Opening[] = [];
    for (let spot = of.parent; spot !== undefined; spot = spot.parent) openings.push(...this.level(spot).openings);
    return openings;
  }

  node(spot: OptionNode): NodeKind {
    spot.node ??= this.findNode(spot);
    return spot.node;
  }

  private findNode(spot: OptionNode): NodeKind {
    const declared = spot.declared.answer;
    const { fact } = this.standing(spot);
    if (declared.kind === 'option') {
      // Declared by NixOS too: the types are merged, so its submodules have more options than are seen here.
      const type = fact.kind === 'option' ? alsoElsewhere(declared.declaration.class) : declared.declaration.class;
      return { kind: 'option', class: type, declaration: declared.declaration };
    }
    if (fact.kind === 'option') return { kind: 'option', class: fact.class, declaration: undefined };
    if (declared.kind === 'tree' || fact.kind === 'tree' || spot.parent === undefined) return { kind: 'tree' };
    if (this.raws(spot).length === 0) return { kind: 'nothing' };
    const { freeform } = this;
    // Below a set of declared options, the type of what the undeclared ones are in.
    if (freeform !== undefined)
      return { kind: 'option', class: spot.path.slice(1).reduce(keyClass, freeform), declaration: undefined };
    // Undeclared: a tree as long as all values are sets.
    const level = this.level(spot);
    const isTree = level.names.size > 0 || level.openings.length > 0;
    return isTree ? { kind: 'tree' } : { kind: 'option', class: UNKNOWN_CLASS, declaration: undefined };
  }

  standing(spot: OptionNode): PathFacts {
    spot.standing ??= this.of.input.facts.at(spot.path);
    return spot.standing;
  }

  /** What undeclared attributes are merged as. */
  get freeform(): MergeClass | undefined {
    const own = this.of.collection.freeform[0];
    return own === undefined ? this.of.input.freeform : freeformElement(classOfType(own));
  }

  merged(spot: OptionNode): Merged {
    if (spot.merged !== undefined) return spot.merged;
    return this.asked(
      spot,
      'value',
      undefined,
      () => this.mergedWithin(spot),
      (failure) => mergeFailure(this.of, spot.path, failure),
    );
  }

  /** The same within the question for the option's value. */
  mergedWithin(spot: OptionNode): Merged {
    spot.merged ??= inShare(() => this.mergeAt(spot, this.raws(spot)));
    return spot.merged;
  }

  /** The option at a spot, of some of its definitions. */
  mergeAt(spot: OptionNode, raws: readonly RawDefinition[]): Merged {
    const { path } = spot;
    const node = this.node(spot);
    const type = node.kind === 'option' ? node.class : UNKNOWN_CLASS;
    const declaration = node.kind === 'option' ? node.declaration : undefined;
    const fixed = this.of.input.fixed.get(path.join('.'));
    const fallback = declaration?.default === undefined ? undefined : defaultDefinition(declaration.default);
    return mergeDefinitions(this.of, path, type, raws, {
      extra: [fixed, fallback].filter((definition) => definition !== undefined),
      unseen: [...this.openings(spot).map((opening) => opening.reason), ...this.conversions(path)],
      declaration,
    });
  }

  /** Definitions of old options that a function converts into definitions of this one. */
  private conversions(path: readonly string[]): readonly UnknownValue[] {
    return this.of.collection.renames
      .filter(
        ({ to, exact, from }) => !exact && samePath(to, path) && from.some((old) => this.raws(this.at(old)).length > 0),
      )
      .map(({ from }) => unknown('argument', `what ${from[0]?.join('.') ?? 'an old option'} is converted to`));
  }
}

const NONE: readonly RawDefinition[] = [];
const NO_LEVEL: Level = { names: new Map(), openings: [], misfits: [], failure: undefined };

function freeformElement(type: MergeClass): MergeClass {
  return type.kind === 'attrs'
    ? type.element
    : type.kind === 'freeform' || type.kind === 'anything'
      ? type
      : type.kind === 'submodule'
        ? (type.freeform ?? UNKNOWN_CLASS)
        : UNKNOWN_CLASS;
}
