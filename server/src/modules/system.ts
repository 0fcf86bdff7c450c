// Systems: the base, and one per specialisation, which is the base's modules evaluated again with more
// (nixos/modules/system/activation/specialisation.nix and no-clone.nix; Home Manager's
// modules/misc/specialisation.nix).
import type { Interpreter } from '../eval/interpreter';
import { HOME_MANAGER_LIB } from '../eval/lib/home-manager';
import { libValue } from '../eval/lib/index';
import { force } from '../eval/thunk';
import {
  AttrsValue,
  EMPTY_ATTRS,
  type Entry,
  OpaqueValue,
  type Slot,
  string,
  type UnknownValue,
  unknown,
  type Value,
} from '../eval/values';
import type { OpaqueModule } from './collect';
import type { Defaults } from './defaults';
import type { Definition } from './definition';
import { Evaluation } from './evaluation';
import type { EvaluationInput } from './evaluation-input';
import type { Facts } from './facts';
import { FIXED_IN_SPECIALISATIONS } from './filled-options';
import type { ModuleRef } from './load-module';
import { mergedValue } from './merge/merged-value';
import type { Merged } from './merge/outcome';
import { reasonOf } from './merge/scalars';
import { entryEvaluation, readEntries, type SpecialisationEntry } from './specialisation-entries';
import { APPLIED, BASE_OPTIONS, MODULE_CLASS, OWN_ARGUMENTS, type SystemKind } from './system-options';

export interface SystemInput {
  readonly kind: SystemKind;
  readonly interpreter: Interpreter;
  readonly roots: readonly ModuleRef[];
  readonly specialArgs: AttrsValue;
  /** Arguments by `_module.args` that NixOS itself gives. */
  readonly moduleArgs: ReadonlyMap<string, Slot>;
  readonly facts: Readonly<Record<SystemKind, Facts>>;
  /** What is made of options that nobody sets. */
  readonly defaults?: Defaults;
  /** Whether nobody but the modules, the special arguments and the system itself gives arguments to modules. */
  readonly knowsArguments: boolean;
  /** Whether the roots are all there is: no part that some other file takes in, and no system that a library makes. */
  readonly isWhole: boolean;
  /** Option path of a Home Manager user inside NixOS; empty for systems that stand alone. */
  readonly prefix: readonly string[];
  /** The NixOS system that a Home Manager user is part of. */
  readonly within?: System;
}

/** A base system or one of its specialisations. */
export class System {
  readonly evaluation: Evaluation;
  private entries: readonly SpecialisationEntry[] | undefined;
  private specialisedSystems: readonly System[] | undefined;
  private users = new Map<string, System>();

  /** @param entry undefined for the base. */
  constructor(
    readonly input: SystemInput,
    readonly base: System | undefined,
    readonly entry: SpecialisationEntry | undefined,
  ) {
    this.evaluation = new Evaluation(evaluationInput(this));
  }

  get name(): string | null {
    return this.entry?.name ?? this.input.within?.name ?? null;
  }

  /** The modules that are not read: what they say, and make of values, is not known. A home may ask its host. */
  get unread(): readonly OpaqueModule[] {
    return [...this.evaluation.collection.opaque, ...(this.input.within?.unread ?? [])];
  }

  /** What the system declares under `specialisation`; always empty in a specialisation. */
  get specialisations(): readonly SpecialisationEntry[] {
    this.entries ??= this.base === undefined ? readEntries(this.input.kind, this.evaluation) : [];
    return this.entries;
  }

  get specialised(): readonly System[] {
    this.specialisedSystems ??= this.specialisations.map(
      (entry) => new System(specialisedInput(this, entry), this, entry),
    );
    return this.specialisedSystems;
  }

  /** `config.specialisation.<name>.configuration`; where it is shown, as much as is said of other sets in sets. */
  configOf(name: string): Value {
    const { entry, evaluation } = this.specialised.find((each) => each.name === name) ?? {};
    if (
      entry === undefined ||
      evaluation === undefined ||
      entry.doubt !== undefined ||
      entry.inheritParentConfig === null
    )
      return unknown('config', `specialisation.${name}.configuration`);
    const { trait, resolve, known } = evaluation.config;
    return new OpaqueValue('{ … }', trait, resolve, known);
  }

  /** The Home Manager configurations of users that this NixOS system contains. */
  get homeSystems(): readonly System[] {
    if (this.input.kind !== 'nixos') return [];
    const { outcome } = this.evaluation.merged(['home-manager', 'users']);
    // Asking for each user's evaluation makes its system, see `homeSystem`.
    if (outcome.kind === 'keys')
      for (const merged of outcome.keys.values())
        if (merged.outcome.kind === 'submodule') void merged.outcome.evaluation;
    return [...this.users.values()];
  }

  /**
   * The special arguments of Home Manager's modules (nixos/common.nix): the NixOS
   * configuration, and what the option says. Where a module that is not seen may say it, that is most likely
   * what NixOS's modules get.
   */
  private get homeArguments(): AttrsValue {
    const extra = this.evaluation.merged(['home-manager', 'extraSpecialArgs']);
    const more = this.moreArguments(extra);
    const { entries, open = more } = this.givenToHomes(extra, more);
    const { config } = this.evaluation;
    const own = ['osConfig', 'nixosConfig'].map((name): [string, Entry] => [name, { slot: config, origin: undefined }]);
    return new AttrsValue(new Map([...own, ...entries]), open);
  }

  private givenToHomes(extra: Merged, more: UnknownValue | undefined): AttrsValue {
    if (extra.definitions.length === 0) return more === undefined ? EMPTY_ATTRS : this.input.specialArgs;
    const given = mergedValue(extra);
    return given.kind === 'attrs' ? given : new AttrsValue(new Map(), reasonOf(given));
  }

  /** Why Home Manager's modules may get more arguments than are seen. */
  private moreArguments({ unseen, possible }: Merged): UnknownValue | undefined {
    return unseen[0] ?? possible[0]?.doubt ?? this.evaluation.collection.opaque[0]?.reason;
  }

  /** The system of one Home Manager user, made from the definitions of `home-manager.users.<name>`. */
  homeSystem(user: string, refs: readonly ModuleRef[]): System {
    const shared = this.evaluation
      .merged(['home-manager', 'sharedModules'])
      .winners.flatMap(({ slot, module }): ModuleRef[] => {
        const value = force(slot);
        return value.kind === 'list'
          ? value.items.map((item) => ({ slot: item, file: module.file, scope: module.scope }))
          : [];
      });
    const system = new System(
      {
        ...this.input,
        kind: 'home-manager',
        roots: [...shared, ...refs],
        specialArgs: this.homeArguments,
        moduleArgs: new Map([...this.input.moduleArgs, ['name', string(user)]]),
        prefix: [...this.input.prefix, 'home-manager', 'users', user],
        within: this,
      },
      undefined,
      undefined,
    );
    this.users.set(user, system);
    return system;
  }
}

function evaluationInput(system: System): EvaluationInput {
  const { input, base, entry } = system;
  return {
    interpreter: input.interpreter,
    roots: input.roots,
    facts: input.facts[input.kind],
    prefix: [],
    label: [...input.prefix, entry === undefined ? '' : `<${entry.name}>`].join('.'),
    specialArgs: input.kind === 'home-manager' ? withHomeLib(input) : input.specialArgs,
    builtin: BASE_OPTIONS[input.kind],
    fixed: base === undefined ? new Map<string, Definition>() : FIXED_IN_SPECIALISATIONS[input.kind],
    moduleArgs: input.moduleArgs,
    moduleClass: MODULE_CLASS[input.kind],
    isWhole: input.isWhole,
    ownArguments: input.knowsArguments ? OWN_ARGUMENTS[input.kind] : undefined,
    freeform: undefined,
    defaults: input.defaults,
    applied: APPLIED[input.kind],
    closed: false,
    nested: (path, refs, parent) => {
      const [first, second, user] = path;
      if (first === 'specialisation' && second !== undefined && path.length === 2)
        return entryEvaluation(input.kind, parent, path, refs, () => system.configOf(second));
      if (
        input.kind === 'nixos' &&
        first === 'home-manager' &&
        second === 'users' &&
        user !== undefined &&
        path.length === 3
      )
        return system.homeSystem(user, refs).evaluation;
      return undefined;
    },
  };
}

/** Home Manager gives its modules a library with `lib.hm`. */
function withHomeLib({ specialArgs, interpreter }: SystemInput): AttrsValue {
  if (specialArgs.get('lib') !== undefined) return specialArgs;
  const lib = libValue(interpreter);
  const slot = new AttrsValue(new Map([['hm', { slot: HOME_MANAGER_LIB, origin: undefined }]]), lib.open, lib);
  return new AttrsValue(new Map([['lib', { slot, origin: undefined }]]), specialArgs.open, specialArgs);
}

function specialisedInput(base: System, entry: SpecialisationEntry): SystemInput {
  const { winners, possible } = entry.configuration;
  const added = [...winners, ...possible].map(
    ({ entry: { origin }, slot, module, doubt }): ModuleRef => ({
      slot,
      ...(origin && { origin }),
      file: module.file,
      scope: 'specialisation',
      within: module,
      ...(doubt === undefined ? {} : { doubt }),
    }),
  );
  const { roots } = base.input;
  const inherited = entry.inheritParentConfig === false ? roots.filter(({ isEverywhere }) => isEverywhere) : roots;
  return { ...base.input, roots: [...inherited, ...added] };
}
