// How far two words are from one another.

/**
 * Letters to add, drop, replace or swap with their neighbour (optimal string alignment); anything larger
 * where that is more than `most`.
 */
export function distance(a: string, b: string, most: number): number {
  let older: number[] = [];
  let row: number[] = [];
  let next: number[] = [];
  for (let j = 0; j <= b.length; j++) row.push(j);
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    const before = a.charCodeAt(i - 2);
    let last = i;
    let nearest = i;
    next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      let steps = Math.min(at(row, j) + 1, last + 1, at(row, j - 1) + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && before === other)
        steps = Math.min(steps, at(older, j - 2) + 1);
      next[j] = steps;
      last = steps;
      if (steps < nearest) nearest = steps;
    }
    if (nearest > most) return nearest;
    [older, row, next] = [row, next, older];
  }
  return at(row, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Infinity;
