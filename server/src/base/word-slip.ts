// A wrong letter or two in one word of a name: `mkForse`, `optionalStrin`.
import { distance } from './distance';

/** How long a word has to be that has one wrong letter, or two: shorter ones are near to others by chance. */
const SHORTEST = [5, 7];

/**
 * How many letters of one word are wrong.
 * @returns undefined where more is, or where it may be another word: a plural, or with another first letter.
 */
export function wrongLetters(written: string, name: string): number | undefined {
  if (Math.abs(written.length - name.length) > SHORTEST.length) return undefined;
  const [words, right] = [wordsOf(written), wordsOf(name)];
  const at = words.findIndex((word, i) => word !== right[i]);
  const [word, other] = [words[at], right[at]];
  if (word === undefined || other === undefined || words.length !== right.length) return undefined;
  if (words.slice(at + 1).join('') !== right.slice(at + 1).join('')) return undefined;
  const steps = mayBeNew(word, other) ? Infinity : distance(word, other, SHORTEST.length);
  return other.length < (SHORTEST[steps - 1] ?? Infinity) ? undefined : steps;
}

/** `mk`, `Force` of `mkForce`. */
const wordsOf = (name: string): readonly string[] => name.split(/(?=[A-Z])/);

/** Of the words that come in twos one may be new, and of each what is longer than it. */
const mayBeNew = (word: string, other: string): boolean =>
  !/^[A-Za-z][a-z]*$/.test(word) ||
  word[0] !== other[0] ||
  word.startsWith(other) ||
  `${word}s` === other ||
  word.replace('max', 'min') === other.replace('max', 'min') ||
  word.replace(/fold[lr]/, 'fold') === other.replace(/fold[lr]/, 'fold');
