// Definitions that their option cannot take, whatever the others say: of the wrong type, of an option that is
// read-only, or, inside a submodule, of a set of options.
import { memo, memoOf } from '../../base/memo';
import { force } from '../../eval/thunk';
import type { AttrsValue, Entry } from '../../eval/values';
import type { Definition } from '../../modules/definition';
import type { Evaluation } from '../../modules/evaluation';
import type { Facts } from '../../modules/facts';
import { fits } from '../../modules/merge/checks';
import type { Merged, Outcome } from '../../modules/merge/outcome';
import type { DefinedOption } from '../../modules/option-walk';
import { readProperty, unwrapped } from '../../modules/property';
import { isNoSet } from '../../modules/push-down';
import type { System } from '../../modules/system';
import { type MergeClass, UNKNOWN_CLASS } from '../../options/merge-class';
import { elementName } from '../../options/option-path';
import { innermost } from '../../syntax/ast';
import { proofOf } from '../conflicts';
import { isOwnSystem, optionsOf } from '../merge-points';
import type { InvalidValue, Misfitting } from './invalid-value';
import { partsToEnter } from './list-parts';
import { factsBelow, optionsBelow } from './options-below';
import { type Stray, straysOf } from './strays';
import { isSuspect } from './suspects';

/** What is the same for everything inside one option. */
type How = Pick<InvalidValue, 'declared' | 'proof'>;

/** The evaluation of a submodule all of whose options the configuration declares. */
export interface Closed {
  readonly evaluation: Evaluation;
  readonly proof: InvalidValue['proof'];
}

/** What is wrong in a base system, or in what a specialisation adds to it. */
export const invalidValuesIn = (system: System): readonly InvalidValue[] => searched(system).found;

/** The submodules whose options are all known. */
export const closedIn = (system: System): readonly Closed[] => searched(system).closed;

/** `imports` and the like among the settings of submodules. */
export const straysIn = (system: System): readonly Stray[] => searched(system).strays;

const searched: (system: System) => ValueCheck = memoOf((system) => new ValueCheck(system));

/** Home Manager's users are systems of their own. */
const isHomeUser = (path: readonly string[]): boolean => path[0] === 'home-manager' && isOwnSystem(path);

class ValueCheck {
  readonly found: InvalidValue[] = [];
  readonly closed: Closed[] = [];
  readonly strays: Stray[] = [];

  constructor(private readonly system: System) {
    this.options(optionsOf(system), { proof: 'certain', declared: false }, system.evaluation);
  }

  /**
   * @param evaluation where the options of NixOS are, so that most can be seen to be right without merging anything.
   */
  private options(options: readonly DefinedOption[], around: How, evaluation?: Evaluation): void {
    for (const option of options) {
      if (isHomeUser(option.path) || !option.raws.some((raw) => this.isWorthALook(raw))) continue;
      if (evaluation !== undefined && !this.isSuspect(option, evaluation)) continue;
      const merged = option.merged();
      this.option(merged, { proof: around.proof, declared: around.declared || this.isDeclared(merged) });
    }
  }

  /** The base is looked at on its own; what a specialisation takes over from it needs no second look. */
  private isWorthALook({ module, entry }: Pick<Definition, 'module' | 'entry'>): boolean {
    return (this.system.base === undefined || module.scope === 'specialisation') && entry.origin !== undefined;
  }

  private isSuspect({ path, raws }: DefinedOption, evaluation: Evaluation): boolean {
    // Of what nobody declares, nothing inside is known either.
    if (evaluation.undeclaredDepth(path) !== undefined) return false;
    const node = evaluation.node(path);
    if (node.kind !== 'option' || node.declaration !== undefined) return true;
    const facts = memo(() => evaluation.input.facts.inside(path));
    return raws.some(({ entry }) => isSuspect(entry, node.class, [], facts));
  }

  /** An option of NixOS that a module declares again has both types. */
  private isDeclared({ path, declaration }: Merged): boolean {
    if (declaration !== undefined) return !this.isOfNixos(path);
    return this.system.evaluation.input.facts.isWhole && this.isOfNixos(path);
  }

  private isOfNixos(path: readonly string[]): boolean {
    const [name = ''] = path;
    // What NixOS itself adds to every system, as `specialisation`, is in no table.
    return this.system.evaluation.input.facts.at(path).fact.kind === 'option' && name !== 'specialisation';
  }

  private option(merged: Merged, around: How): void {
    const { proof } = proofOf(merged, this.system);
    if (proof === 'possible') return;
    const how: How = { proof: proof === 'likely' ? proof : around.proof, declared: around.declared };
    const { outcome, path, winners } = merged;
    switch (outcome.kind) {
      case 'type-error':
      case 'read-only':
        this.culprits(outcome, { path, class: merged.class, isElement: false }, how);
        return;
      case 'keys':
        for (const key of outcome.keys.values())
          if (key.definitions.some((one) => this.isWorthALook(one))) this.option(key, how);
        return;
      case 'submodule': {
        const { evaluation } = outcome;
        const [single] = winners;
        const value = single && winners.length === 1 && !evaluation.input.closed ? force(single.slot) : undefined;
        // One plain set in an option of the catalogue: nothing needs to be merged to see what its attributes are.
        for (const winner of winners)
          if (this.isWorthALook(winner)) this.strays.push(...straysOf(winner, merged.class, path, how.proof));
        if (value?.kind === 'attrs') this.set(value, { path, inside: [], facts: evaluation.input.facts }, how);
        else {
          const { closed, facts } = evaluation.input;
          this.options(evaluation.defined(), { ...how, declared: closed || facts.isWhole });
          this.misfits(evaluation, how);
        }
        if (evaluation.input.closed) this.closed.push({ evaluation, proof: how.proof });
        return;
      }
      case 'ok':
        for (const { entry, override, slot } of winners)
          this.elements({ slot, origin: override?.content.origin ?? entry.origin }, merged.class, path, how);
        this.parts(merged, how);
        return;
      case 'conflict':
      case 'unset':
      case 'unknown':
        return;
    }
  }

  /** What is merged on its own in a list. */
  private parts(merged: Merged, how: How): void {
    for (const part of partsToEnter(merged)) {
      if (part.outcome.kind !== 'type-error') this.option(part, how);
      else this.culprits(part.outcome, { path: merged.path, class: part.class, isElement: true }, how);
    }
  }

  private culprits(
    { kind, culprits }: Extract<Outcome, { kind: 'type-error' | 'read-only' }>,
    what: Pick<InvalidValue, 'path' | 'class' | 'isElement'>,
    how: How,
  ): void {
    for (const { entry, override, slot, doubt } of culprits) {
      const expr = override === undefined ? entry.origin?.value : override.content.origin?.value;
      if (doubt !== undefined) continue;
      this.add(kind === 'read-only' ? kind : 'type', { slot, origin: entry.origin }, { ...what, expr }, how);
    }
  }

  /** The attributes of a set against the facts about them. */
  private set(
    set: AttrsValue,
    at: { path: readonly string[]; inside: readonly string[]; facts: Facts },
    how: How,
  ): void {
    for (const [name, entry] of set.entries) {
      const inside = [...at.inside, name];
      const { fact } = at.facts.at(inside);
      if (fact.kind === 'unknown') continue;
      const plain = unwrapped(entry);
      const value = plain && force(plain.slot);
      if (plain === undefined || value === undefined) continue;
      const path = [...at.path, name];
      if (fact.kind === 'tree' && isNoSet(value)) {
        this.misfit({ slot: plain.slot, origin: entry.origin }, path, () => factsBelow(at.facts, inside), how);
      } else if (fact.kind === 'option' && fits(fact.class, value) === false) {
        this.add(
          'type',
          { slot: plain.slot, origin: entry.origin },
          { path, class: fact.class, expr: plain.origin?.value, isElement: false },
          how,
        );
      } else if (value.kind === 'attrs') {
        this.set(value, { path, inside, facts: at.facts }, how);
      } else if (fact.kind === 'option') {
        this.elements(plain, fact.class, path, how);
      }
    }
  }

  /** What stands where a submodule has sets of options. */
  private misfits(evaluation: Evaluation, how: How): void {
    const { misfits } = evaluation.misshapen((raw) => !this.isWorthALook(raw));
    for (const { path, raw, whole } of misfits) {
      const entry = { slot: raw.entry.slot, origin: whole.origin };
      const at = [...evaluation.input.prefix, ...path];
      if (path.length > 0) this.misfit(entry, at, () => optionsBelow(evaluation, path), how);
    }
  }

  private misfit({ slot, origin }: Entry, path: readonly string[], below: Misfitting['below'], how: How): void {
    if (origin === undefined) return;
    const place = { file: origin.file, start: origin.key.start, end: origin.key.end };
    const what = { kind: 'set-of-options', path, class: UNKNOWN_CLASS, isElement: false, expr: origin.value } as const;
    this.found.push({ ...what, system: this.system, slot, place, misfit: { origin, below }, ...how });
  }

  /** What stands in lists. */
  private elements({ slot, origin }: Entry, type: MergeClass, path: readonly string[], how: How): void {
    const list = type.kind === 'nullOr' ? type.of : type;
    const value = list.kind === 'list' && origin !== undefined ? force(slot) : undefined;
    if (list.kind !== 'list' || origin === undefined || value?.kind !== 'list') return;
    const written = innermost(origin.value);
    // Of lists that are put together, their elements stand somewhere else.
    const items = written.kind === 'list' && written.items.length === value.items.length ? written.items : [];
    const facts = memo(() => this.system.evaluation.input.facts.inside(path));
    for (const [i, item] of value.items.entries()) {
      const inner = list.element.kind === 'submodule' ? force(item) : undefined;
      if (inner?.kind === 'attrs' && readProperty(inner) === undefined) {
        const name = elementName(i);
        this.set(inner, { path: [...path, name], inside: [name], facts: facts() }, how);
      }
      if (fits(list.element, force(item)) !== false) continue;
      const expr = items[i];
      const { start, end } = expr ?? origin.key;
      this.found.push({
        kind: 'type',
        system: this.system,
        path,
        class: list.element,
        isElement: true,
        slot: item,
        expr,
        place: { file: origin.file, start, end },
        ...how,
      });
      // All the others would be told at the same place.
      if (expr === undefined) return;
    }
  }

  private add(
    kind: InvalidValue['kind'],
    { slot, origin }: Entry,
    what: Pick<InvalidValue, 'path' | 'class' | 'expr' | 'isElement'>,
    how: How,
  ): void {
    if (origin === undefined) return;
    const place = { file: origin.file, start: origin.key.start, end: origin.key.end };
    this.found.push({ kind, system: this.system, slot, place, ...what, ...how });
  }
}
