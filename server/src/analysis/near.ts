// Names that were probably meant.

/** The one name that is a slip of the keyboard away from another; undefined when there is none, or more than one. */
export function nearName(name: string, candidates: Iterable<string>): string | undefined {
  const limit = name.length < 4 ? 0 : name.length < 8 ? 1 : 2;
  let best: { readonly distance: number; readonly names: string[] } = { distance: limit + 1, names: [] };
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > limit || isVariant(name, candidate)) continue;
    const distance = editDistance(name, candidate);
    if (distance < best.distance) best = { distance, names: [candidate] };
    else if (distance === best.distance) best.names.push(candidate);
  }
  return best.distance <= limit && best.names.length === 1 ? best.names[0] : undefined;
}

/** Names meant to differ: in a number (`plasma5`, `plasma6`), or in singular and plural (`package`, `packages`). */
function isVariant(a: string, b: string): boolean {
  const plain = (name: string): string => name.replace(/\d+/g, '').replace(/s$/, '');
  return plain(a) === plain(b);
}

/** Insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
