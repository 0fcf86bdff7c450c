// What stands at each path of one evaluation's options, and what defines it. Everything is found out when
// asked for, and kept with the node.
import { inShare } from '../eval/budget';
import type { Site } from '../eval/site';
import { type ErrorValue, type UnknownValue, unknown } from '../eval/values';
import { keyClass } from '../options/hidden-structure';
import { alsoElsewhere, type MergeClass, UNKNOWN_CLASS, UNSEEN_CLASS } from '../options/merge-class';
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
  private rootNode: OptionNode | undefined;

  constructor(private readonly of: Evaluation) {}

  get root(): OptionNode {
    this.rootNode ??= new OptionNode(
      [],
      undefined,
      DeclaredNode.root(this.of.collection.modules, this.of.input.builtin),
    );
    return this.rootNode;
  }

  at(path: readonly string[]): OptionNode {
    let node = this.root;
    for (const name of path) node = node.child(name);
    return node;
  }

  /** The definitions made of the attributes at a node, not looking at what kind of option it is. */
  level(node: OptionNode, site?: Site): Level {
    if (node.level !== undefined) return node.level;
    return this.asked(
      node,
      'names',
      site,
      () => {
        node.level = pushDown(this.sets(node));
        return node.level;
      },
      (failure): Level => ({ ...NO_LEVEL, failure }),
    );
  }

  /** Finds something out about a node; `again` is the answer while that is what is being done. */
  asked<T>(
    node: OptionNode,
    kind: 'names' | 'value',
    site: Site | undefined,
    work: () => T,
    again: (error: EndlessRecursion) => T,
  ): T {
    return ask(node.question(kind, this.of), site, work, again);
  }

  /** What fails around a node: where a set of options cannot be looked at, none of its options has a value. */
  failureAbove(of: OptionNode, site?: Site): ErrorValue | undefined {
    for (let node = of.parent; node !== undefined; node = node.parent) {
      const failure = this.failureIn(node, site);
      if (failure !== undefined) return failure;
    }
    return undefined;
  }

  /**
   * What fails where the names in a set of options are found out, whatever the conditions around it say. What nobody
   * is known to declare may be an option, whose conditions come first.
   */
  failureIn(node: OptionNode, site?: Site): ErrorValue | undefined {
    const { failure } = this.level(node, site);
    return failure === undefined || this.isSet(node) ? failure : undefined;
  }

  private isSet(node: OptionNode): boolean {
    return node.parent === undefined || node.declared.answer.kind === 'tree' || this.facts(node).fact.kind === 'tree';
  }

  private sets(node: OptionNode): readonly RawDefinition[] {
    if (node.parent !== undefined) return this.raws(node);
    return this.of.collection.modules.map((module) => ({ module, entry: module.config, wrappers: [] }));
  }

  raws(node: OptionNode): readonly RawDefinition[] {
    node.raws ??= this.findRaws(node);
    return node.raws;
  }

  private findRaws(node: OptionNode): readonly RawDefinition[] {
    const own = node.parent === undefined ? NONE : (this.level(node.parent).names.get(node.name) ?? NONE);
    const { renames } = this.of.collection;
    if (renames.length === 0) return own;
    const handedOn = renames
      .filter((rename) => rename.exact && rename.leadsTo(node.path))
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

  /** Everything that may define a node without being seen: sets with unknown attributes around it. */
  openings(of: OptionNode): readonly Opening[] {
    const openings: Opening[] = [];
    for (let node = of.parent; node !== undefined; node = node.parent) openings.push(...this.level(node).openings);
    return openings;
  }

  /** What stands there. */
  whatIs(node: OptionNode): NodeKind {
    node.what ??= this.find(node);
    return node.what;
  }

  private find(node: OptionNode): NodeKind {
    const declared = node.declared.answer;
    const { fact } = this.facts(node);
    // Where NixOS has something, what declares it anew fits it or fails: a module that may not take part tells nothing.
    if (declared.kind === 'option' && !(declared.declaration.isDoubtful && fact.kind !== 'unknown')) {
      // Declared by NixOS too: the types are merged, so its submodules have more options than are seen here.
      const type = fact.kind === 'option' ? alsoElsewhere(declared.declaration.class) : declared.declaration.class;
      return { kind: 'option', class: type, declaration: declared.declaration };
    }
    if (fact.kind === 'option') return { kind: 'option', class: fact.class, declaration: undefined };
    if (declared.kind === 'tree' || fact.kind === 'tree' || node.parent === undefined) return { kind: 'tree' };
    if (this.raws(node).length === 0) return { kind: 'nothing' };
    const { freeform } = this;
    // Below a set of declared options, the type of what the undeclared ones are in.
    if (freeform !== undefined)
      return { kind: 'option', class: node.path.slice(1).reduce(keyClass, freeform), declaration: undefined };
    // Undeclared: a tree as long as all values are sets, and none that says what it is (a flake, another system).
    const { names, openings, failure } = this.level(node);
    const isTree = (names.size > 0 && !names.has('_type')) || (openings.length > 0 && failure === undefined);
    return isTree ? { kind: 'tree' } : { kind: 'option', class: UNSEEN_CLASS, declaration: undefined };
  }

  facts(node: OptionNode): PathFacts {
    node.facts ??= this.of.input.facts.at(node.path);
    return node.facts;
  }

  /** What undeclared attributes are merged as. */
  get freeform(): MergeClass | undefined {
    const own = this.of.collection.freeform[0];
    return own === undefined ? this.of.input.freeform : freeformElement(classOfType(own));
  }

  merged(node: OptionNode): Merged {
    if (node.merged !== undefined) return node.merged;
    return this.asked(
      node,
      'value',
      undefined,
      () => this.mergedWithin(node),
      (failure) => mergeFailure(this.of, node.path, failure),
    );
  }

  /** The same within the question for the option's value. */
  mergedWithin(node: OptionNode): Merged {
    node.merged ??= inShare(() => this.mergeAt(node, this.raws(node)));
    return node.merged;
  }

  /** The option at a node, of some of its definitions. */
  mergeAt(node: OptionNode, raws: readonly RawDefinition[]): Merged {
    const { path } = node;
    const what = this.whatIs(node);
    const type = what.kind === 'option' ? what.class : UNKNOWN_CLASS;
    const declaration = what.kind === 'option' ? what.declaration : undefined;
    const fixed = this.of.input.fixed.get(path.join('.'));
    const fallback = declaration?.default === undefined ? undefined : defaultDefinition(declaration.default);
    return mergeDefinitions(this.of, path, type, raws, {
      extra: [fixed, fallback].filter((definition) => definition !== undefined),
      unseen: [...this.openings(node).map((opening) => opening.reason), ...this.conversions(path)],
      declaration,
    });
  }

  /** Definitions of old options that a function converts into definitions of this one. */
  private conversions(path: readonly string[]): readonly UnknownValue[] {
    return this.of.collection.renames
      .filter(
        (rename) =>
          !rename.exact && rename.leadsTo(path) && rename.from.some((old) => this.raws(this.at(old)).length > 0),
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
