// What is known about options from outside the configuration: NixOS's or Home Manager's own, seen from
// one place in the option tree.
import type { Catalogue, Lookup, Place } from '../options/catalogue';
import type { MergeClass } from '../options/merge-class';

export type Fact =
  | {
      readonly kind: 'option';
      readonly class: MergeClass;
      /** The default as Nix text, when it is a short literal. */
      readonly default: string | undefined;
      /** As the manual words it. */
      readonly type: string;
      /** As the manual has it; only of a release that was read. */
      readonly description: string | undefined;
      readonly declared: readonly Place[];
    }
  | { readonly kind: 'tree' }
  | { readonly kind: 'unknown' };

/** A path under its current name, and what stands there. */
export interface PathFacts {
  readonly path: readonly string[];
  readonly fact: Fact;
}

export interface Facts {
  /** Whether these are all options that there are: those of the very release, not of some other one. */
  readonly isWhole: boolean;
  /** What stands at exactly this path, renames followed; an option above it counts as unknown. */
  at(path: readonly string[]): PathFacts;
  /**
   * What is said to whoever defines an option that was removed, or something below it; only of a release that is known:
   * what one release removes another may have.
   */
  removed(path: readonly string[]): string | undefined;
  /** Old names that stand for a path, or for something around it. */
  oldNames(path: readonly string[]): readonly (readonly string[])[];
  /** The names of options and sets of options directly below a path. Not fast. */
  names(path: readonly string[]): readonly string[];
  /** The facts one submodule deeper, as seen from inside the value at `path`. */
  inside(path: readonly string[]): Facts;
}

const UNKNOWN: Fact = { kind: 'unknown' };

/** The option that stands at exactly a path, those of submodules included. */
export function factOf(facts: Facts, path: readonly string[]): Fact {
  const { fact } = facts.at(path);
  return fact.kind === 'option' ? fact : facts.inside([]).at(path).fact;
}

export const NO_FACTS: Facts = {
  isWhole: false,
  at: (path) => ({ path, fact: UNKNOWN }),
  removed: () => undefined,
  oldNames: () => [],
  names: () => [],

  inside: () => NO_FACTS,
};

/** A catalogue seen from its root. Answers are kept: facts do not change, and every system asks the same. */
export function catalogueFacts(catalogue: Catalogue, extent: 'whole' | 'part' = 'part'): Facts {
  const isWhole = extent === 'whole';
  const at = remembered((path): PathFacts => {
    const canonical = catalogue.canonical(path);
    return { path: canonical, fact: exactly(catalogue.lookup(canonical), canonical.length) };
  });
  const insideAt = remembered((path): Fact => exactly(catalogue.inside(path), path.length));
  const names = remembered((path): readonly string[] => catalogue.names(path));
  const inside = (prefix: readonly string[]): Facts => ({
    isWhole,
    at: (path) => ({ path, fact: insideAt([...prefix, ...path]) }),
    removed: () => undefined,
    oldNames: () => [],
    names: (path) => names([...prefix, ...path]),
    inside: (path) => inside([...prefix, ...path]),
  });
  const removed = (path: readonly string[]): string | undefined => (isWhole ? catalogue.removed(path) : undefined);
  return { isWhole, at, removed, oldNames: (path) => catalogue.oldNames(path), names, inside };
}

/** What stands at the end of a path; an option that ends above says nothing about it. */
function exactly(found: Lookup, length: number): Fact {
  if (found.kind !== 'option') return found;
  if (found.depth !== length) return UNKNOWN;
  const { merge, default: literal, type, description, declared } = found.fact;
  return { kind: 'option', class: merge, default: literal, type, description, declared };
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
