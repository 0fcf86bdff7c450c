// Options that the modules themselves declare (`options = { … }`, mkOption).

import { concatLists } from '../eval/collections';
import type { Origin } from '../eval/origin';
import { NO_SITE } from '../eval/site';
import { force } from '../eval/thunk';
import { doubt } from '../eval/unknowns';
import {
  type AttrsValue,
  attrs,
  type ErrorValue,
  type Slot,
  type UnknownValue,
  unknown,
  type Value,
} from '../eval/values';
import type { MergeClass } from '../options/merge-class';
import type { Module } from './definition';
import { classOfType } from './option-type';
import { typeTag } from './property';

/** One option as declared, perhaps by several modules. */
export interface Declaration {
  readonly class: MergeClass;
  readonly default: Slot | undefined;
  readonly readOnly: boolean;
  readonly apply: Slot | undefined;
  readonly description?: Slot | undefined;
  /** The type as it is written, where one module says it. */
  readonly type?: Slot | undefined;
  /** Files that declare it. */
  readonly files: readonly string[];
  /** Where it is declared, as far as that is written. */
  readonly origins?: readonly Origin[];
  /** Nobody declares it but modules that may not take part. */
  readonly isDoubtful?: boolean;
  /** Why it has no value whatever is defined: what its type comes to. */
  readonly failure?: ErrorValue | undefined;
}

export type DeclaredAt =
  | { readonly kind: 'option'; readonly declaration: Declaration }
  | { readonly kind: 'tree' }
  | { readonly kind: 'none' }
  /** Something of unknown content is declared at or above this path. */
  | { readonly kind: 'unknown'; readonly reason: UnknownValue };

interface DeclarationPart {
  readonly module: Module;
  readonly value: Value;
  readonly origin?: Origin | undefined;
}

const NOTHING: ReadonlyMap<string, Declaration> = new Map();

/** One path of the tree of declared options. */
export class DeclaredNode {
  private children: Map<string, DeclaredNode> | undefined = undefined;
  private found: DeclaredAt | undefined = undefined;

  private constructor(
    private readonly parts: readonly DeclarationPart[],
    private readonly reason: UnknownValue | undefined,
    private readonly own: Declaration | undefined,
    /** What the system itself declares below, by dotted path from here. */
    private readonly builtin: ReadonlyMap<string, Declaration>,
  ) {}

  /** What is declared here. That may take more than the place: the type of an option may need the configuration. */
  get answer(): DeclaredAt {
    this.found ??= this.find();
    return this.found;
  }

  /** Whether an option is certainly declared here, whatever its type. */
  get isOption(): boolean {
    return this.parts.some(({ module, value }) => module.doubt === undefined && typeTag(value) === 'option');
  }

  static root(modules: readonly Module[], builtin: ReadonlyMap<string, Declaration>): DeclaredNode {
    const parts = modules.flatMap((module) =>
      module.options === undefined ? [] : [{ module, value: force(module.options.slot) }],
    );
    return new DeclaredNode(parts, undefined, undefined, builtin);
  }

  child(name: string): DeclaredNode {
    let child = this.children?.get(name);
    if (child === undefined) {
      child = this.below(name);
      this.children ??= new Map();
      this.children.set(name, child);
    }
    return child;
  }

  /** Names declared directly below. */
  get names(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const { value } of this.parts) {
      if (value.kind === 'attrs' && typeTag(value) !== 'option')
        for (const name of value.entries.keys()) names.add(name);
    }
    for (const dotted of this.builtin.keys()) names.add(dotted.split('.')[0] ?? dotted);
    return names;
  }

  private below(name: string): DeclaredNode {
    const parts: DeclarationPart[] = [];
    let reason = this.reason;
    for (const { module, value } of this.parts) {
      if (value.kind === 'attrs' && typeTag(value) !== 'option') {
        const entry = value.entries.get(name);
        if (entry !== undefined) parts.push({ module, value: force(entry.slot), origin: entry.origin });
        else if (value.open !== undefined) reason ??= value.open;
      } else if (value.kind === 'unknown') {
        reason ??= value;
      }
    }
    if (this.builtin.size === 0) return new DeclaredNode(parts, reason, undefined, NOTHING);
    const below = [...this.builtin].flatMap(([dotted, option]) =>
      dotted.startsWith(`${name}.`) ? [[dotted.slice(name.length + 1), option] as const] : [],
    );
    return new DeclaredNode(parts, reason, this.builtin.get(name), below.length === 0 ? NOTHING : new Map(below));
  }

  /** Options declared inside an option: the option is then a submodule, and these are more of its options. */
  private get inside(): readonly Slot[] {
    return this.parts
      .filter(({ value }) => value.kind === 'attrs' && typeTag(value) !== 'option')
      .map(({ value }) => attrs([['options', value]]));
  }

  private find(): DeclaredAt {
    const options = declaring(this.parts.filter(({ value }) => typeTag(value) === 'option'));
    if (options.length > 0) return { kind: 'option', declaration: declarationOf(options, this.inside, this.own) };
    if (this.own !== undefined) return { kind: 'option', declaration: this.own };
    const unseen = this.parts.find(({ value }) => value.kind !== 'attrs' || mayBeOption(value))?.value;
    const reason = this.reason ?? (unseen && reasonOfDeclaration(unseen));
    if (reason !== undefined) return { kind: 'unknown', reason };
    return this.builtin.size > 0 || this.parts.some(({ value }) => value.kind === 'attrs')
      ? { kind: 'tree' }
      : { kind: 'none' };
  }
}

/** In an option of ours: it stands for a declaration that is not seen, and gives way to one that is. */
const STAND_IN = 'isStandIn';

/** Those that really declare an option. */
function declaring(options: readonly DeclarationPart[]): readonly DeclarationPart[] {
  if (options.length < 2) return options;
  const seen = options.filter(({ value }) => value.kind !== 'attrs' || !value.entries.has(STAND_IN));
  return seen.length === 0 ? options : seen;
}

/** Whether a set that is not fully known looks like an option: `options.other // { description = …; }`. */
const mayBeOption = ({ open, entries }: AttrsValue): boolean =>
  open !== undefined && !entries.has('_type') && ['default', 'description', 'type'].some((name) => entries.has(name));

/** Why it is not known what is declared: it may be one of several, or be missing in an option that is not used. */
const reasonOfDeclaration = (value: Value): UnknownValue =>
  doubt(value, NO_SITE) ??
  unknown('error', value.kind === 'error' ? value.message : 'a declaration that is no option', NO_SITE);

function declarationOf(
  parts: readonly DeclarationPart[],
  inside: readonly Slot[],
  own: Declaration | undefined,
): Declaration {
  const slots = (name: string): Slot[] =>
    parts
      .map(({ value }) => (value.kind === 'attrs' ? value.get(name) : undefined))
      .filter((slot) => slot !== undefined);
  const types = slots('type');
  const readOnly = slots('readOnly').some((slot) => {
    const value = force(slot);
    return value.kind === 'bool' && value.value;
  });
  return {
    class: own === undefined ? classOf(types, inside) : unite(own.class, classOf(types, inside)),
    default: slots('default')[0] ?? own?.default,
    readOnly,
    apply: slots('apply')[0],
    description: slots('description')[0],
    type: types.length === 1 ? types[0] : undefined,
    files: parts.map(({ module }) => module.file),
    origins: parts.flatMap(({ origin }) => origin ?? []),
    isDoubtful: own === undefined && parts.every(({ module }) => module.doubt !== undefined),
    failure: types.map(force).find((type) => type.kind === 'error'),
  };
}

/** Declared twice, an option's types are united; what is declared inside the option is more of its submodule. */
function classOf(types: readonly Slot[], inside: readonly Slot[]): MergeClass {
  const [first, ...others] = types.map((type) => classOfType(type));
  if (first === undefined) return classOfType(undefined);
  const all = others.reduce(unite, first);
  if (inside.length === 0 || all.kind !== 'submodule' || all.declared === undefined) return all;
  return { ...all, declared: { ...all.declared, modules: [...all.declared.modules, ...inside] } };
}

/** Two types of one option as one (`typeMerge` of lib/types.nix), as far as they differ in what they merge. */
function unite(a: MergeClass, b: MergeClass): MergeClass {
  if ((a.kind === 'attrs' && b.kind === 'attrs') || (a.kind === 'list' && b.kind === 'list'))
    return { ...a, element: unite(a.element, b.element) };
  if (a.kind === 'nullOr' && b.kind === 'nullOr') return { ...a, of: unite(a.of, b.of) };
  if (a.kind === 'submodule' && b.kind === 'submodule' && a.declared !== undefined && b.declared !== undefined)
    return { ...a, declared: { ...a.declared, modules: [...a.declared.modules, ...b.declared.modules] } };
  // Of a type of NixOS nothing but its class is known.
  if (a.kind === 'submodule' && b.kind === 'submodule' && a.declared === undefined) return { ...a, ...b };
  if (a.kind === 'modules' && b.kind === 'modules' && a.deferred !== undefined && b.deferred !== undefined)
    return { kind: 'modules', deferred: concatLists([force(a.deferred), force(b.deferred)], NO_SITE) };
  // Each of two enumerations checks only its own values; together they allow both.
  return a.kind === 'equal' ? { kind: 'equal', scalar: a.scalar } : a;
}
