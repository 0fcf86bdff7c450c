/** A computation that runs once, when first asked for. */
export function memo<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => {
    result ??= { value: compute() };
    return result.value;
  };
}

/** A computation that runs again when something else has changed since. */
export function memoWhile<T>(state: () => unknown, compute: () => T): () => T {
  let result: { readonly of: unknown; readonly value: T } | undefined;
  return () => {
    const of = state();
    if (result === undefined || result.of !== of) result = { of, value: compute() };
    return result.value;
  };
}

/**
 * A computation that runs once for each object, and whose result is kept with the object, in a private field: copies
 * do not have it. In a WeakMap the results of dead objects would live on until the next full collection, with all they
 * refer to: V8's quick collections take them for alive.
 */
export function memoOf<K extends object, V>(compute: (of: K) => V): (of: K) => V {
  class Kept extends Handed {
    #value: V;
    constructor(of: K, value: V) {
      super(of);
      this.#value = value;
    }

    static of(this: void, of: K): V {
      if (#value in of) return of.#value;
      const value = compute(of);
      new Kept(of, value);
      return value;
    }
  }
  return Kept.of;
}

/** What extends it adds its fields to the object that it is given. */
class Handed {
  constructor(to: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is what it is for.
    return to;
  }
}
