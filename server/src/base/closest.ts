// Which of some words somebody meant who wrote another.
import { distance } from './distance';
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
  for (const { word, lower, letters: others } of preparedOf(words)) {
    if (Math.abs(word.length - written.length) > limit || count(letters & ~others) > limit) continue;
    const steps = distance(plain, lower, least);
    if (steps > limit || steps > least) continue;
    isTied = steps === least;
    if (!isTied) best = word;
    least = steps;
  }
  return isTied ? undefined : best;
}

/** Lists of many words are asked many times. */
const preparedOf = memoOf((words: readonly string[]) =>
  words.map((word) => {
    const lower = word.toLowerCase();
    return { word, lower, letters: lettersOf(lower) };
  }),
);

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
