// What is known about options from outside the configuration: NixOS's or Home Manager's own, seen from one place in the option tree.
import type { Catalogue } from '../options/catalogue';
import type { MergeClass } from '../options/merge-class';

export type Fact =
  | { readonly kind: 'option'; readonly class: MergeClass; readonly default: string | undefined }
  | { readonly kind: 'tree' }
  | { readonly kind: 'unknown' };

export interface Facts {
  /** What stands at exactly this path; an option above it counts as unknown. */
  at(path: readonly string[]): Fact;
  /** The current name of a path. */
  canonical(path: readonly string[]): readonly string[];
  /** The facts one submodule deeper, as seen from inside the value at `path`. */
  inside(path: readonly string[]): Facts;
}

export const NO_FACTS: Facts = { at: () => ({ kind: 'unknown' }), canonical: (path) => path, inside: () => NO_FACTS };

/** A catalogue seen from its root. */
export function catalogueFacts(catalogue: Catalogue): Facts {
  return {
    at(path) {
      const found = catalogue.lookup(path);
      if (found.kind !== 'option') return found;
      return found.depth === path.length ? { kind: 'option', class: found.fact.merge, default: found.fact.default } : { kind: 'unknown' };
    },
    canonical: (path) => catalogue.canonical(path),
    inside: (prefix) => submoduleFacts(catalogue, prefix),
  };
}

function submoduleFacts(catalogue: Catalogue, prefix: readonly string[]): Facts {
  return {
    at(path) {
      const whole = [...prefix, ...path];
      const found = catalogue.inside(whole);
      if (found.kind !== 'option') return found;
      return found.depth === whole.length ? { kind: 'option', class: found.fact.merge, default: found.fact.default } : { kind: 'unknown' };
    },
    canonical: (path) => path,
    inside: (path) => submoduleFacts(catalogue, [...prefix, ...path]),
  };
}
