// Names that are certainly misspelt, although who knows the right ones may not know the newest.
import { wrongLetters } from './word-slip';

const SHORTEST = 5;

/** What other languages call it; no library for Nix does. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['boolean', 'bool'],
  ['integer', 'int'],
]);

/**
 * The one of some names that a word is a slip of: it differs in case, two letters have changed places, a letter is
 * doubled or should be, a vowel is missing, or a letter or two of a long word are wrong. A newer name is
 * none of these: it would have another word in it, a plural, a number or a prime.
 * @returns undefined where there is none, or more than one that is as near.
 */
export function slipOf(written: string, names: Iterable<string>): string | undefined {
  const foreign = FOREIGN.get(written);
  let found: string[] = [];
  let least = Infinity;
  for (const name of names) {
    if (name === written) return undefined;
    if (name === foreign) return name;
    const isNear = Math.abs(name.length - written.length) <= 1 && isSlip(written, name);
    const steps = isNear ? 1 : (wrongLetters(written, name) ?? Infinity);
    if (steps > least || steps === Infinity) continue;
    if (steps < least) found = [];
    least = steps;
    found.push(name);
  }
  return found.length === 1 ? found[0] : undefined;
}

function isSlip(written: string, name: string): boolean {
  if (written.length === name.length) return written.toLowerCase() === name.toLowerCase() || hasSwapped(written, name);
  if (name.length < SHORTEST) return false;
  const isShort = written.length < name.length;
  const [shorter, longer] = isShort ? [written, name] : [name, written];
  const at = [...longer].findIndex((letter, i) => letter !== shorter[i]);
  if (at < 1 || longer.slice(at + 1) !== shorter.slice(at)) return false;
  const letter = longer[at] ?? '';
  const isDoubled = letter === longer[at - 1] && /[a-rt-z]/.test(letter);
  return isDoubled || (isShort && at < longer.length - 1 && /[aeiou]/.test(letter));
}

function hasSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return a.length >= SHORTEST && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
