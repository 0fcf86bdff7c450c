// `config` of one evaluation: what the options at its paths come to, as modules read them.
import { NO_SITE, type Site } from '../eval/site';
import { lazily } from '../eval/thunk';
import {
  AttrsValue,
  type Entry,
  ListValue,
  OpaqueValue,
  type Slot,
  type UnknownValue,
  unknown,
  type Value,
} from '../eval/values';
import type { Declaration } from './declarations';
import type { Evaluation } from './evaluation';
import { mergedValue } from './merge/merged-value';
import type { Merged } from './merge/outcome';
import { type OptionNode, samePath } from './option-node';
import type { OptionTree } from './option-tree';

export class ConfigView {
  constructor(
    private readonly of: Evaluation,
    private readonly spots: OptionTree,
  ) {}

  /**
   * `config` at a path: known options give their value, everything else stays a place in this system's configuration.
   */
  at(path: readonly string[]): OpaqueValue {
    const name = ['config', ...path].join('.');
    return new OpaqueValue(
      this.of.input.label === '' ? name : `${this.of.input.label} ${name}`,
      'plain',
      (segment, site) => this.select([...path, segment], site),
    );
  }

  /** @param site the expression that reads it. */
  private select(path: readonly string[], site: Site | undefined): Slot | undefined {
    const early = this.of.tooEarly(site);
    if (early !== undefined) return early;
    const rename = this.spots.renameOf(path);
    if (rename?.to !== undefined) return this.select(rename.to, site);
    const spot = this.spots.at(path);
    const node = this.spots.node(spot);
    if (node.kind === 'option')
      return lazily(NO_SITE, () => this.applied(path, this.value(spot, node.declaration, site)));
    const failure = node.kind === 'nothing' ? this.spots.failureAbove(spot, site) : undefined;
    if (failure !== undefined) return failure;
    return node.kind === 'nothing' && this.isClosedAt(path) ? undefined : this.at(path);
  }

  /**
   * The value of an option that is declared, or what else is known of it once its definitions are.
   * @param site the expression that reads it.
   */
  read(path: readonly string[], site: Site | undefined, then?: () => Value): Value {
    const spot = this.spots.at(path);
    if (then === undefined) return this.value(spot, this.of.declarationAt(path), site);
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
    return this.of.input.closed && this.of.collection.opaque.length === 0 && this.of.openings(path).length === 0;
  }

  private value(spot: OptionNode, declaration: Declaration | undefined, site?: Site): Value {
    return this.spots.asked(
      spot,
      'value',
      site,
      () => this.spots.failureAbove(spot) ?? this.valueWithin(spot, declaration),
      (error) => error,
    );
  }

  private valueWithin(spot: OptionNode, declaration: Declaration | undefined): Value {
    const merged = this.spots.mergedWithin(spot);
    const { path } = spot;
    if (merged.outcome.kind === 'unset')
      return (
        this.byDefault(spot, merged) ?? new OpaqueValue(`${this.of.input.label} config.${path.join('.')}`, 'plain')
      );
    const value = mergedValue(merged);
    // An option of NixOS may get more from NixOS's own modules than is seen here.
    return declaration === undefined && !this.of.input.closed ? partial(value, merged) : value;
  }

  private applied(path: readonly string[], value: Value): Value {
    const { applied } = this.of.input;
    return (applied !== undefined && applied.size > 0 ? applied.get(path.join('.')) : undefined)?.(value) ?? value;
  }

  private mayBeSet(path: readonly string[]): boolean {
    const spot = this.spots.at(path);
    return this.spots.failureAbove(spot) !== undefined || this.spots.raws(spot).length > 0;
  }

  /** What an option that nobody sets, under none of its names, is by default. */
  private byDefault(spot: OptionNode, { definitions, unseen, path }: Merged): Value | undefined {
    const { input, collection } = this.of;
    const standing = this.spots.standing(spot);
    const isSet = definitions.length > 0 || unseen.length > 0 || collection.opaque.length > 0;
    if (isSet || standing.fact.kind !== 'option' || !samePath(standing.path, spot.path)) return undefined;
    if (input.facts.oldNames(spot.path).some((old) => this.mayBeSet(old))) return undefined;
    return input.defaults?.of(path, standing.fact.default);
  }

  /** The whole configuration as a set: every option that is declared or defined. The value of a submodule. */
  get whole(): Slot {
    return lazily(NO_SITE, () => this.setAt(this.spots.root));
  }

  private setAt(spot: OptionNode): Value {
    const level = this.spots.level(spot);
    const names = new Set([...spot.declared.names, ...level.names.keys()]);
    if (spot.parent === undefined) names.delete('_module');
    const entries = new Map<string, Entry>();
    for (const name of names) {
      const at = spot.child(name);
      const node = this.spots.node(at);
      if (node.kind === 'nothing') continue;
      const slot = lazily(NO_SITE, () => (node.kind === 'tree' ? this.setAt(at) : this.value(at, node.declaration)));
      entries.set(name, { slot, origin: undefined });
    }
    const [opening] = [...level.openings, ...this.spots.openings(spot)];
    const more = this.of.input.closed
      ? this.of.collection.opaque[0]?.reason
      : unknown('config', 'options that are declared elsewhere');
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
