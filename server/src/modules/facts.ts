// What is known about options from outside the configuration: NixOS's or Home Manager's own, seen from one place in the option tree.
import type { Catalogue, Lookup } from '../options/catalogue';
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

/** A catalogue seen from its root. Answers are kept: facts do not change, and every system asks the same. */
export function catalogueFacts(catalogue: Catalogue): Facts {
  const at = remembered((path): Fact => {
    const found = catalogue.lookup(path);
    return found.kind === 'option' ? exactly(found, path.length) : found;
  });
  const canonical = remembered((path) => catalogue.canonical(path));
  const insideAt = remembered((path): Fact => {
    const found = catalogue.inside(path);
    return found.kind === 'option' ? exactly(found, path.length) : found;
  });
  const inside = (prefix: readonly string[]): Facts => ({
    at: (path) => insideAt([...prefix, ...path]),
    canonical: (path) => path,
    inside: (path) => inside([...prefix, ...path]),
  });
  return { at, canonical, inside };
}

/** An option that ends at the path asked for; one that ends above it says nothing about the path itself. */
function exactly(found: Extract<Lookup, { kind: 'option' }>, length: number): Fact {
  return found.depth === length ? { kind: 'option', class: found.fact.merge, default: found.fact.default } : { kind: 'unknown' };
}

/** Most paths kept per question; configurations use far fewer. */
const REMEMBERED_LIMIT = 50_000;

function remembered<T>(ask: (path: readonly string[]) => T): (path: readonly string[]) => T {
  const answers = new Map<string, T>();
  return (path) => {
    const key = path.join('\0');
    let answer = answers.get(key);
    if (answer === undefined) {
      if (answers.size >= REMEMBERED_LIMIT) answers.clear();
      answer = ask(path);
      answers.set(key, answer);
    }
    return answer;
  };
}
