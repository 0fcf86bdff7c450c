// Which of some words somebody meant who wrote another.
import { distance } from './distance';
import { groupBy } from './group-by';
import { memoOf } from './memo';

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
  const byLength = preparedOf(words);
  for (let length = Math.max(0, written.length - limit); length <= written.length + limit; length++) {
    for (const { word, lower, letters: others } of byLength.get(length) ?? []) {
      if (count(letters & ~others) > limit) continue;
      const steps = distance(plain, lower, least);
      if (steps > limit || steps > least) continue;
      isTied = steps === least;
      if (!isTied) best = word;
      least = steps;
    }
  }
  return isTied ? undefined : best;
}

/** Lists of many words are asked many times: by their lengths. */
const preparedOf = memoOf((words: readonly string[]) => {
  const prepared = words.map((word) => {
    const lower = word.toLowerCase();
    return { word, lower, letters: lettersOf(lower) };
  });
  return groupBy(prepared, ({ word }) => word.length);
});

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
