// Which of some words somebody meant who wrote another.

/**
 * The word nearest to `written`, when it is near enough to be a slip; undefined when none is, or two are equally near.
 */
export function closest(written: string, words: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(written.length / 4));
  const plain = written.toLowerCase();
  const letters = lettersOf(plain);
  let best: string | undefined;
  let least = limit + 1;
  let isTied = false;
  for (const word of words) {
    if (Math.abs(word.length - written.length) > limit) continue;
    const other = word.toLowerCase();
    if (count(letters & ~lettersOf(other)) > limit) continue;
    const steps = distance(plain, other, least);
    if (steps > limit || steps > least) continue;
    isTied = steps === least;
    if (!isTied) best = word;
    least = steps;
  }
  return isTied ? undefined : best;
}

/** Which letters a word has, as bits; some share one. Each that another word lacks takes a step at least. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function count(bits: number): number {
  let found = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) found++;
  return found;
}

/**
 * Letters to add, drop, replace or swap with their neighbour (optimal string alignment); anything larger
 * where that is more than `most`.
 */
function distance(a: string, b: string, most: number): number {
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
