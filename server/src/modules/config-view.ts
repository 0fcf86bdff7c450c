// `config` of one evaluation: what the options at its paths come to, as modules read them.
import { NO_SITE, type Site } from '../eval/site';
import { force, lazily } from '../eval/thunk';
import {
  AttrsValue,
  apart,
  type Entry,
  ListValue,
  OpaqueValue,
  type Slot,
  TRUE,
  type UnknownValue,
  unknown,
  type Value,
} from '../eval/values';
import { absentOption, unlikelyOption } from './absent-option';
import type { Declaration } from './declarations';
import type { Evaluation } from './evaluation';
import { mergedValue } from './merge/merged-value';
import type { Merged } from './merge/outcome';
import { type OptionNode, samePath } from './option-node';
import type { OptionTree } from './option-tree';
import { presence } from './options-view';
import type { Rename } from './renames';

export class ConfigView {
  constructor(
    private readonly of: Evaluation,
    private readonly tree: OptionTree,
  ) {}

  /**
   * `config` at a path: known options give their value, everything else stays a place in this system's configuration.
   */
  at(path: readonly string[]): OpaqueValue {
    return new OpaqueValue(this.placeOf(path), 'plain', (segment, site) => this.select([...path, segment], site), {
      has: (segment) => this.has([...path, segment]),
    });
  }

  /** One of this system's own, which no other one equals. */
  private placeOf(path: readonly string[]): string {
    return apart(this.of.input.label) + ['config', ...path].join('.');
  }

  /** What is defined has to be declared by somebody. */
  private has(path: readonly string[]): Value {
    const at = this.tree.renameOf(path)?.to ?? path;
    return this.tree.raws(this.tree.at(at)).length > 0 ? TRUE : presence(this.of, at, `config ? ${at.join('.')}`);
  }

  /** @param site the expression that reads it. */
  private select(path: readonly string[], site: Site | undefined): Slot | undefined {
    const early = this.of.tooEarly(site);
    if (early !== undefined) return early;
    const rename = this.tree.renameOf(path);
    if (rename?.to !== undefined) return this.select(rename.to, site);
    const node = this.tree.at(path);
    const what = this.tree.whatIs(node);
    if (what.kind === 'option')
      return lazily(NO_SITE, () => this.applied(path, this.value(node, what.declaration, site)));
    const failure = what.kind === 'nothing' ? this.tree.failureAbove(node, site) : undefined;
    if (failure !== undefined) return failure;
    if (what.kind !== 'nothing') return this.at(path);
    return (
      absentOption(this.of, this.tree, node, site) ??
      unlikelyOption(this.of, this.tree, node, site, () => this.at(path)) ??
      (this.isClosedAt(path) ? undefined : this.at(path))
    );
  }

  /**
   * The value of an option that is declared, or what else is known of it once its definitions are.
   * @param site the expression that reads it.
   */
  read(path: readonly string[], site: Site | undefined, then?: () => Value): Value {
    const node = this.tree.at(path);
    if (then === undefined) return this.value(node, this.of.declarationAt(path), site);
    return this.tree.asked<Value>(
      node,
      'value',
      site,
      () => this.tree.failureAbove(node, site) ?? this.tree.mergedWithin(node).onTheWay ?? then(),
      (error) => error,
    );
  }

  /** Whether nobody that is not seen can define or declare a path. */
  private isClosedAt(path: readonly string[]): boolean {
    return this.of.input.closed && this.of.collection.opaque.length === 0 && this.of.openings(path).length === 0;
  }

  private value(node: OptionNode, declaration: Declaration | undefined, site?: Site): Value {
    return this.tree.asked(
      node,
      'value',
      site,
      () => this.tree.failureAbove(node) ?? this.valueWithin(node, declaration),
      (error) => error,
    );
  }

  private valueWithin(node: OptionNode, declaration: Declaration | undefined): Value {
    const merged = this.tree.mergedWithin(node);
    const { path } = node;
    if (isUnset(merged, declaration, this.of))
      return this.byDefault(node, merged) ?? new OpaqueValue(this.placeOf(path), 'plain');
    const value = mergedValue(merged);
    // An option of NixOS may get more from NixOS's own modules than is seen here.
    return declaration === undefined && !this.of.input.closed ? partial(value, merged) : value;
  }

  private applied(path: readonly string[], value: Value): Value {
    const { applied } = this.of.input;
    return (applied !== undefined && applied.size > 0 ? applied.get(path.join('.')) : undefined)?.(value) ?? value;
  }

  private mayBeSet(path: readonly string[]): boolean {
    const node = this.tree.at(path);
    return this.tree.failureAbove(node) !== undefined || this.tree.raws(node).length > 0;
  }

  /** What an option that nobody sets, under none of its names, is by default. */
  private byDefault(node: OptionNode, { definitions, unseen, path }: Merged): Value | undefined {
    const { input, collection } = this.of;
    const facts = this.tree.facts(node);
    const isSet = definitions.length > 0 || unseen.length > 0 || collection.opaque.length > 0;
    if (isSet || facts.fact.kind !== 'option' || !samePath(facts.path, node.path)) return undefined;
    if (input.facts.oldNames(node.path).some((old) => this.mayBeSet(old))) return undefined;
    return input.defaults?.of(path, facts.fact.default, input.prefix.length > 0);
  }

  /** The whole configuration as a set: every option that is declared or defined. The value of a submodule. */
  get whole(): Slot {
    return lazily(NO_SITE, () => this.setAt(this.tree.root));
  }

  private setAt(node: OptionNode): Value {
    const level = this.tree.level(node);
    const names = new Set([...node.declared.names, ...level.names.keys(), ...this.oldNames(node.path)]);
    if (node.parent === undefined) names.delete('_module');
    const entries = new Map<string, Entry>();
    for (const name of names) {
      const at = node.child(name);
      const slot = this.slotAt(at);
      if (slot !== undefined) entries.set(name, { slot, origin: undefined });
    }
    const [opening] = [...level.openings, ...this.tree.openings(node)];
    const more = this.of.input.closed
      ? this.of.collection.opaque[0]?.reason
      : unknown('config', 'options that are declared elsewhere');
    return new AttrsValue(entries, opening?.reason ?? more);
  }

  /** What stands at a place of the set; undefined where nothing does. */
  private slotAt(node: OptionNode): Slot | undefined {
    const rename = this.tree.renameOf(node.path);
    if (rename !== undefined) return lazily(NO_SITE, () => this.byOldName(rename));
    // Its type may need this very set.
    if (node.declared.isOption)
      return lazily(NO_SITE, () => this.applied(node.path, this.value(node, this.of.declarationAt(node.path))));
    const what = this.tree.whatIs(node);
    if (what.kind === 'tree' || (what.kind === 'nothing' && this.oldNames(node.path).length > 0))
      return lazily(NO_SITE, () => this.setAt(node));
    if (what.kind === 'nothing') return undefined;
    return lazily(NO_SITE, () => this.applied(node.path, this.value(node, what.declaration)));
  }

  /** What follows a path in the old names of options, which stay options themselves (lib/modules.nix, doRename). */
  private oldNames(path: readonly string[]): readonly string[] {
    return this.of.collection.renames.flatMap(({ from }) =>
      from.filter((old) => samePath(old.slice(0, path.length), path)).flatMap((old) => old[path.length] ?? []),
    );
  }

  /** Who reads the old name gets the value of the new one. */
  private byOldName({ exact, to }: Rename): Value {
    const slot = exact && to !== undefined ? this.select(to, undefined) : undefined;
    return slot === undefined ? unknown('config', 'an option whose type is not known') : force(slot);
  }
}

/**
 * Whether nobody gives an option a value. One of NixOS that may be null is not null for that: it may well have a
 * default.
 */
function isUnset(
  { outcome, definitions, class: type }: Merged,
  declaration: Declaration | undefined,
  of: Evaluation,
): boolean {
  if (outcome.kind === 'unset' || definitions.length > 0) return outcome.kind === 'unset';
  return type.kind === 'nullOr' && declaration === undefined && !of.input.closed;
}

/** A combined value of an option that others may add to. */
function partial(value: Value, merged: Merged): Value {
  const more = (): UnknownValue => unknown('config', `what NixOS itself adds to ${merged.path.join('.')}`);
  if (value.kind === 'attrs' && value.open === undefined) return new AttrsValue(value.entries, more());
  if (value.kind === 'list' && value.open === undefined) return new ListValue(value.items, more());
  return value.kind === 'string' && merged.class.kind === 'lines' ? more() : value;
}
