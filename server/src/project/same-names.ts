// Two lists of the names in a folder.

/** Whether they are the same; undefined: it cannot be listed. */
export function sameNames(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return (
    a === b || (a !== undefined && b !== undefined && a.length === b.length && a.every((name, i) => name === b[i]))
  );
}
