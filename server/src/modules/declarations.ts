// Options that the modules themselves declare (`options = { … }`, mkOption).
import { force } from '../eval/thunk';
import type { Slot, UnknownValue, Value } from '../eval/values';
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
  /** Files that declare it. */
  readonly files: readonly string[];
}

export type DeclaredAt =
  | { readonly kind: 'option'; readonly declaration: Declaration }
  | { readonly kind: 'tree' }
  | { readonly kind: 'none' }
  /** Something of unknown content is declared at or above this path. */
  | { readonly kind: 'unknown'; readonly reason: UnknownValue };

interface Part {
  readonly module: Module;
  readonly value: Value;
}

/** Answers what is declared at a path; results are kept. */
export class Declarations {
  private readonly known = new Map<string, DeclaredAt>();

  /** @param builtin options that the system itself declares, by dotted path. */
  constructor(
    private readonly modules: readonly Module[],
    private readonly builtin: ReadonlyMap<string, Declaration>,
  ) {}

  at(path: readonly string[]): DeclaredAt {
    const key = JSON.stringify(path);
    let answer = this.known.get(key);
    if (answer === undefined) {
      answer = this.find(path);
      this.known.set(key, answer);
    }
    return answer;
  }

  /** Names declared directly below a path. */
  names(path: readonly string[]): ReadonlySet<string> {
    const names = new Set<string>();
    for (const { value } of this.partsAt(path).parts) {
      if (value.kind === 'attrs' && typeTag(value) !== 'option') for (const name of value.entries.keys()) names.add(name);
    }
    for (const dotted of this.builtin.keys()) {
      const segments = dotted.split('.');
      const next = segments[path.length];
      if (next !== undefined && path.every((segment, i) => segments[i] === segment)) names.add(next);
    }
    return names;
  }

  private find(path: readonly string[]): DeclaredAt {
    const dotted = path.join('.');
    const own = this.builtin.get(dotted);
    const { parts, reason } = this.partsAt(path);
    const options = parts.filter(({ value }) => typeTag(value) === 'option');
    if (options.length > 0) return { kind: 'option', declaration: declarationOf(options, own) };
    if (own !== undefined) return { kind: 'option', declaration: own };
    if (reason !== undefined) return { kind: 'unknown', reason };
    const above = [...this.builtin.keys()].some((key) => key.startsWith(`${dotted}.`));
    return parts.some(({ value }) => value.kind === 'attrs') || above || path.length === 0 ? { kind: 'tree' } : { kind: 'none' };
  }

  /** What the modules' `options` hold at a path. */
  private partsAt(path: readonly string[]): { parts: Part[]; reason: UnknownValue | undefined } {
    let parts: Part[] = [];
    let reason: UnknownValue | undefined;
    for (const module of this.modules) if (module.options !== undefined) parts.push({ module, value: force(module.options.slot) });
    for (const segment of path) {
      const next: Part[] = [];
      for (const { module, value } of parts) {
        if (value.kind === 'attrs' && typeTag(value) !== 'option') {
          const slot = value.get(segment);
          if (slot !== undefined) next.push({ module, value: force(slot) });
          else if (value.open !== undefined) reason ??= value.open;
        } else if (value.kind === 'unknown') {
          reason ??= value;
        }
      }
      parts = next;
    }
    return { parts, reason };
  }
}

function declarationOf(parts: readonly Part[], own: Declaration | undefined): Declaration {
  const slots = (name: string): Slot[] =>
    parts.map(({ value }) => (value.kind === 'attrs' ? value.get(name) : undefined)).filter((slot) => slot !== undefined);
  const types = slots('type');
  const readOnly = slots('readOnly').some((slot) => {
    const value = force(slot);
    return value.kind === 'bool' && value.value;
  });
  return {
    class: own?.class ?? classOf(types),
    default: slots('default')[0] ?? own?.default,
    readOnly,
    apply: slots('apply')[0],
    files: parts.map(({ module }) => module.file),
  };
}

/** Declared twice, an option's types are merged (enums unite, submodules combine). */
function classOf(types: readonly Slot[]): MergeClass {
  const [first, ...others] = types.map((type) => classOfType(type));
  if (first === undefined) return classOfType(undefined);
  if (first.kind === 'submodule' && first.declared !== undefined) {
    const { declared } = first;
    const modules = others.flatMap((other) => (other.kind === 'submodule' ? (other.declared?.modules ?? []) : []));
    return { ...first, declared: { ...declared, modules: [...declared.modules, ...modules] } };
  }
  // Each of two enumerations checks only its own values; together they allow both.
  return others.length > 0 && first.kind === 'equal' ? { kind: 'equal', scalar: first.scalar } : first;
}
