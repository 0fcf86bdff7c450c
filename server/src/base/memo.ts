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
 * A computation that runs once for each object, and whose result is kept with the object. Not for frozen ones. In a
 * WeakMap the results of dead objects would live on until the next full collection, with all they refer to: V8's quick
 * collections take them for alive.
 */
export function memoOf<K extends object, V>(compute: (of: K) => V): (of: K) => V {
  const slot = Symbol('memo');
  return (of) => {
    const holder: { readonly [slot]?: V } = of;
    const known = holder[slot];
    if (known !== undefined || slot in of) return known as V;
    const value = compute(of);
    Object.defineProperty(of, slot, { value });
    return value;
  };
}
